/// Words that leave open what would count as kept, each with what to say instead.
///
/// Chosen after the lists of requirement-quality guides: INCOSE's Guide to Writing Requirements
/// (vague terms, escape clauses, open-ended clauses), ISO/IEC/IEEE 29148 section 5.2.7
/// (superlatives, subjective and comparative language, loopholes) and NASA's Systems Engineering
/// Handbook, appendix C. Words that this domain uses with a meaning of their own (approximate,
/// estimated, real time, any, all) are left out.
enum VagueWords {
  /// One entry a line: the words, a colon, the suggestion.
  static let list = """
    a few: give the number
    a lot of: give the number
    acceptable: say who accepts, and by which measure
    adequate: say what is enough, with a number
    adequately: say what is enough, with a number
    almost: say how near, with a number
    and so on: list everything that is meant
    and/or: say whether one suffices or both are needed
    as applicable: say when it applies
    as appropriate: say when, and what then
    as far as possible: say under which conditions it may be left out
    as much as possible: give the least that must hold
    as necessary: say when it is necessary
    as needed: say when it is needed
    as quickly as possible: give a time
    as required: say what requires it
    as soon as possible: give a time
    at a minimum: list everything that is required
    appropriate: say what makes it so
    appropriately: say what would be right
    best: name the measure and the value to reach
    better: name the measure and what it is compared with
    but not limited to: list everything that is meant
    clean: say what must not be there
    convenient: say what a person does, in how many steps
    cost-effective: give the cost
    customary: describe what is customary
    easily: say what a person does, in how many steps
    easy: say what a person does, in how many steps
    effective: name the effect and how it shows
    effectively: name the effect and how it shows
    efficient: name the resource and its limit
    efficiently: name the resource and its limit
    ergonomic: say what a person does, in how many steps
    etc: list everything that is meant
    fast: give a time, at which load
    faster: give both times, at which load
    feel: say what is measured or seen instead
    feels: say what is measured or seen instead
    flexible: list what can be changed, and by whom
    frequently: give the interval
    friendly: say what a person can do without help
    generally: name the exceptions
    good: name the measure and the value to reach
    graceful: say what is shown and what still works
    gracefully: say what is shown and what still works
    high quality: name the measure and the value to reach
    if applicable: say when it applies
    if appropriate: say when, and what then
    if necessary: say when it is necessary
    if needed: say when it is needed
    if possible: say under which conditions it may be left out
    if practical: say under which conditions it may be left out
    immediate: give a time
    immediately: give a time
    improved: name the measure, before and after
    instant: give a time
    instantly: give a time
    intuitive: say what a person can do without help
    intuitively: say what a person can do without help
    lightweight: name the resource and its limit
    many: give the number
    maximise: give the value to reach
    maximize: give the value to reach
    meaningful: say what it must tell the reader
    minimal: give the greatest value allowed
    minimise: give the greatest value allowed
    minimize: give the greatest value allowed
    modern: name what it must support
    nearly: say how near, with a number
    nice: say what is seen
    normal: give the range
    normally: name the exceptions
    numerous: give the number
    occasionally: give the interval
    often: give the interval
    optimal: name the measure and the value to reach
    optimise: name the measure and the value to reach
    optimised: name the measure and the value to reach
    optimize: name the measure and the value to reach
    optimized: name the measure and the value to reach
    performant: give a time, at which load
    periodically: give the interval
    pleasant: say what is seen
    prompt: give a time
    promptly: give a time
    quick: give a time, at which load
    quickly: give a time, at which load
    rapid: give a time, at which load
    rapidly: give a time, at which load
    readable: say what must be legible, at which size or contrast
    reasonable: give the bounds
    reasonably: give the bounds
    regularly: give the interval
    relevant: say which ones
    reliable: give the share of failures allowed
    reliably: give the share of failures allowed
    responsive: give a time, or the screen widths
    robust: name the faults that it must stand, and what then still works
    robustly: name the faults that it must stand, and what then still works
    scalable: give the number that it must reach
    seamless: say what must not interrupt the person
    seamlessly: say what must not interrupt the person
    several: give the number
    significant: give the threshold
    significantly: give the threshold
    simple: say what a person does, in how many steps
    slow: give a time
    smooth: say what must not be seen
    smoothly: say what must not be seen
    sometimes: say when
    soon: give a time
    stable: give how long, and what may change
    state of the art: name what it must support
    steady: say what must not move or change
    sufficient: say what is enough, with a number
    sufficiently: say what is enough, with a number
    suitable: say what makes it so
    timely: give a time
    to the extent possible: say under which conditions it may be left out
    typical: give the range
    typically: name the exceptions
    up to date: give the greatest age allowed
    usable: say what a person can do without help
    user-friendly: say what a person can do without help
    usually: name the exceptions
    various: list them
    well-designed: say what is seen
    when appropriate: say when
    when necessary: say when it is necessary
    where appropriate: say where
    where feasible: say under which conditions it may be left out
    where possible: say under which conditions it may be left out
    where practical: say under which conditions it may be left out
    worst: name the measure and the limit
    """
}
