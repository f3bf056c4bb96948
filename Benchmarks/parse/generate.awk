# Writes COUNT journeys of about 4.5 KB into FOLDER: 12 steps, 10 guardrails and 8 links each.
#
#   awk -v count=10000 -v folder=DIR -f generate.awk
#
# The words differ from file to file, so that nothing can be answered from a cache of texts.

function pick(list, seed) { return list[seed % list[0] + 1] }

function words(list, text,    parts, n, i) {
  n = split(text, parts, ",")
  list[0] = n
  for (i = 1; i <= n; i++) list[i] = parts[i]
}

function story(seed) {
  return pick(families, seed) "-" sprintf("%03d", seed % 40 + 1)
}

BEGIN {
  words(families, "BF,RP,CO,EE,OE")
  words(actors, "Operator,Budget owner,Regional lead,Support engineer,Auditor,Planner")
  words(things, "ledger,forecast,tenant list,incident board,vendor sheet,queue view,rate table")
  words(verbs, "opens,filters,compares,exports,confirms,annotates,reopens,shares")
  words(facts, "the time of the last refresh,a flag on late sources,the currency of every amount,the range of the estimate,the number of rows left out")
  for (i = 1; i <= count; i++) write(i)
}

function write(i,    f, s, g, a, b) {
  f = folder "/journey-" sprintf("%05d", i) ".md"
  a = story(i); b = story(i * 7 + 3)
  print "---\ntitle: \"Generated journey " i " (" a ", " b ")\"" > f
  print "description: \"A generated journey to measure with\"\nlast_modified_date: \"2025-11-17\"\nlevel: 2\n---\n" > f
  print "# Generated Journey " i " (" a ", " b ")\n" > f
  print "Document Level: Generated  \nPrimary Personas: " pick(actors, i) ", " pick(actors, i + 1) "  \nRelated Stories: " a ", " b "  \n" > f
  print "## 1. Overview\n\nThe " pick(actors, i) " works with the " pick(things, i) " and sees " pick(facts, i) ".\n" > f
  print "## 2. Persona & Preconditions\n\n- Persona:\n  - Signed-in " pick(actors, i) " with the scope `READ_" i "`.\n- Preconditions:\n  - Views of " a "/" b " exist.\n  - At least " i % 9 + 2 " tenants have data.\n" > f
  print "## 3. Step-by-step Flow\n" > f
  for (s = 1; s <= 12; s++) {
    if (s % 4) {
      print s ". " pick(actors, i + s) " " pick(verbs, i * s) " the *" pick(things, i + s) "* of part " s * i % 97 " and finds `view-" i * s % 1000 "` in its place, with " pick(facts, s) "." > f
    } else {
      pad = s < 10 ? "   " : "    "
      print s ". When part " s " of the " pick(things, i * s) " is shown:" > f
      print pad "- It says " pick(facts, i + s) " beside its heading.\n" pad "- It links to [the notes on " pick(things, s) "](docs/notes/part-" s ".md#" i % 50 ")." > f
      print pad "- Rows beyond " i % 90 + 10 ":\n" pad "  - Are counted, not shown.\n" pad "  - Follow " story(i + s) " when exported." > f
    }
  }
  print "\nThe walk can be repeated without a trace.\n\n## 4. Expected UX & Data Behavior\n" > f
  for (g = 1; g <= 4; g++) {
    print "- Area " g " of the " pick(things, i + g) ":" > f
    print "  - Shows " pick(facts, i * g) " within the limits of " story(i + g) ".\n  - Keeps its filter while the " pick(actors, g) " moves on to another page and comes back." > f
  }
  print "\n## 5. Constraints & Guardrails\n\n- Must:" > f
  for (g = 1; g <= 4; g++) print "  - Respect " story(i + g) " when the " pick(things, i + g) " is " pick(verbs, g) " number " i % 31 " by more than one person." > f
  print "- Must not:\n  - Leak the " pick(things, i) " in:\n    - Metrics,\n    - Exports,\n    - File names." > f
  print "  - Promise more than " pick(facts, i + 2) ".\n- Performance:\n  - Should answer as " story(i * 3) " defines." > f
  print "  - Should keep the " pick(things, i + 4) " steady while sources are late." > f
  print "\n## 6. Story & Documentation Mapping\n\n- Backlog:\n  - " a ": The " pick(things, i) " and what follows from it.\n  - " b ": The " pick(things, i + 3) " in detail.\n- Docs:" > f
  for (g = 1; g <= 5; g++) print "  - [`part-" g ".md`](docs/parts/part-" g + i % 20 ".md:" i % 60 + 1 ")" > f
  close(f)
}
