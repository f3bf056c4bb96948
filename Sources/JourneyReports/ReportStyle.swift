/// The style sheet of the HTML reports.
///
/// Blue and orange rather than green and red; every colour comes with a glyph and a word. Pairs of
/// text and ground have a contrast of at least 4.5 (WCAG 2.2, 1.4.3) in light and dark.
enum ReportStyle {
  static let sheet: StaticString = """
    :root{--ground:#fff;--raised:#f6f8fa;--text:#1b2430;--quiet:#55606e;--line:#d5dbe3;\
    --kept:#0b5cad;--kept-ground:#e3effb;--broken:#a03d00;--broken-ground:#ffe7d1;\
    --unknown:#6b3fa0;--unknown-ground:#f0e8fa;--unchecked:#4f5965;--unchecked-ground:#edf0f3}
    @media (prefers-color-scheme:dark){:root{--ground:#11161d;--raised:#1a212b;--text:#e6ebf2;\
    --quiet:#a3afbd;--line:#34404e;--kept:#8cc4ff;--kept-ground:#12304f;--broken:#ffb480;\
    --broken-ground:#4a2407;--unknown:#cfb0f7;--unknown-ground:#33224c;--unchecked:#b6c0cc;\
    --unchecked-ground:#262e39}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--text);\
    font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
    main,.banner{padding:1.25rem clamp(1rem,4vw,3rem)}
    main{max-width:110rem;margin:0 auto;padding-top:0}
    a{color:var(--kept)}
    :focus-visible{outline:3px solid var(--kept);outline-offset:2px}
    .skip{position:absolute;left:-99rem}
    .skip:focus{left:1rem;top:.5rem;background:var(--ground);padding:.5rem}
    .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);\
    white-space:nowrap}
    .banner{background:var(--raised);border-bottom:1px solid var(--line);\
    border-top:.4rem solid var(--unchecked)}
    .banner.kept{border-top-color:var(--kept)}
    .banner.broken{border-top-color:var(--broken)}
    .banner.unknown{border-top-color:var(--unknown)}
    .banner h1{margin:.1rem 0 .75rem;font-size:clamp(1.4rem,3.5vw,2.1rem);line-height:1.2}
    .product{margin:0;color:var(--quiet);font-size:.9rem}
    .facts{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;margin:0;font-size:.9rem}
    .facts div{display:flex;gap:.4rem;min-width:0}
    .facts dt{color:var(--quiet)}
    .facts dd{margin:0;overflow-wrap:anywhere}
    h2{margin:2.25rem 0 .75rem;font-size:1.3rem;line-height:1.25;scroll-margin-top:1rem}
    .glyph{display:inline-block;min-width:1em;margin-right:.35em;font-weight:700;text-align:center}
    .words{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;\
    margin:0;padding:0;list-style:none}
    .word{padding:1rem 1.1rem;border-radius:.5rem;border:1px solid var(--line)}
    .word p{margin:0}
    .word .count{font-size:2.4rem;font-weight:700;line-height:1.1;font-variant-numeric:tabular-nums}
    .word .name{font-size:1.1rem;font-weight:700}
    .word .meaning,.word .verdicts{font-size:.875rem}
    .word .verdicts{color:inherit;opacity:1}
    .word.none{background:none!important;color:var(--quiet)!important}
    .kept{background:var(--kept-ground);color:var(--kept)}
    .broken{background:var(--broken-ground);color:var(--broken)}
    .unknown{background:var(--unknown-ground);color:var(--unknown)}
    .unchecked{background:var(--unchecked-ground);color:var(--unchecked)}
    .banner.kept,.banner.broken,.banner.unknown,.banner.unchecked{background:var(--raised);\
    color:var(--text)}
    .sum,.about{color:var(--quiet)}
    .list{margin:0;padding:0;list-style:none;border-left:.3rem solid var(--broken)}
    .list li{padding:.35rem 1rem}
    .gap{margin:.3rem 0;border:1px solid var(--line);border-radius:.4rem;padding:.4rem .8rem}
    .gap ul{margin:.5rem 0;padding-left:1.25rem}
    summary{cursor:pointer}
    .legend{display:flex;flex-wrap:wrap;gap:.5rem;margin:.25rem 0 .75rem}
    .badge{display:inline-block;padding:.05rem .5rem .05rem .3rem;border-radius:1rem;\
    font-size:.85rem;font-weight:600;white-space:nowrap}
    .mark{display:inline-block;margin:0 .3rem;padding:0 .4rem;border:1px solid currentColor;\
    border-radius:.25rem;font-size:.75rem;color:var(--quiet);white-space:nowrap}
    .scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.5rem}
    table{border-collapse:collapse;width:100%;font-size:.9rem}
    .matrix caption{padding:.6rem .8rem;text-align:left;color:var(--quiet);font-size:.85rem}
    th,td{padding:.45rem .7rem;text-align:left;vertical-align:top;\
    border-top:1px solid var(--line);overflow-wrap:anywhere}
    thead th{background:var(--raised);vertical-align:bottom;overflow-wrap:normal}
    tbody th{font-weight:400}
    .matrix tbody+tbody{border-top:3px solid var(--line)}
    .matrix td{border-left:2px solid var(--ground);white-space:nowrap;\
    font-variant-numeric:tabular-nums;min-width:5.5rem}
    .matrix th[scope=row]{min-width:15rem;position:sticky;left:0;background:var(--ground)}
    .matrix thead th:first-child{position:sticky;left:0}
    .id,.matrix th a{font-weight:600}
    .matrix .title{display:block;color:var(--quiet);font-weight:400;font-size:.8rem}
    tr:target th,tr:target td{box-shadow:inset 0 2px var(--kept),inset 0 -2px var(--kept)}
    .promises th[scope=row]{width:9rem;white-space:nowrap}
    .promises .says{width:38%}
    .promises .result{width:11rem}
    .place,.context{display:block;color:var(--quiet);font-size:.8rem}
    .reason{display:block;margin:.2rem 0 0;font-size:.85rem;color:var(--quiet)}
    .check+.check{margin-top:.6rem;padding-top:.6rem;border-top:1px dotted var(--line)}
    .check p.reason{color:var(--text)}
    .finding{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;margin:.5rem 0}
    .finding dt{color:var(--quiet)}
    .finding dd{margin:0;min-width:0}
    code,pre{font:.85em/1.45 ui-monospace,SFMono-Regular,Consolas,"Liberation Mono",monospace;\
    overflow-wrap:anywhere}
    pre{margin:.3rem 0;padding:.6rem;max-height:20rem;overflow:auto;white-space:pre-wrap;\
    background:var(--raised);border-radius:.4rem}
    .exchange{margin:.4rem 0}
    .screenshot img{max-width:100%;max-height:40rem;border:1px solid var(--line);\
    border-radius:.4rem}
    @media (max-width:48rem){.promises thead{display:none}.promises tr{display:block;\
    padding:.5rem 0;border-top:1px solid var(--line)}.promises th,.promises td{display:block;\
    border:0;padding:.2rem .7rem;width:auto!important}\
    .promises th[scope=row]{display:flex;gap:.6rem;align-items:baseline}\
    .matrix th[scope=row]{min-width:9rem}}
    @media print{.skip{display:none}.scroll{overflow:visible;border:0}thead{display:table-header-group}\
    tr,.word{break-inside:avoid}body{font-size:9pt}details>*{display:block}}
    """
}
