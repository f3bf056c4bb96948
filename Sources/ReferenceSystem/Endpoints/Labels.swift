/// The words that say what a figure is and is not.
struct Labels {
  let controls: InstanceControls

  var cost: JSON {
    if controls.isOn(.costLabelMissing) { return "" }
    if controls.isOn(.estimateCalledExact) {
      return "Exact cost as invoiced by the providers; canonical billing amount."
    }
    return """
      Approximate: modelled from provider invoices and usage. Internal and non-authoritative; \
      not an invoice. Validate with finance before use.
      """
  }

  var savings: JSON {
    if controls.isOn(.costLabelMissing) { return "" }
    if controls.isOn(.estimateCalledExact) { return "Guaranteed savings." }
    return """
      Estimated range, modelled from provider invoices and usage; not a promise of savings. \
      Internal, non-authoritative, not an invoice; validate with finance.
      """
  }

  var risk: JSON {
    controls.isOn(.riskCalledGuaranteed)
      ? "Guaranteed, audited revenue loss."
      : "Directional estimate: modelled, not audited, bounded by the stated assumptions."
  }

  var cadence: JSON {
    controls.isOn(.realTimeClaimed)
      ? "real-time, updated every second" : "daily batch, complete at 02:00 UTC"
  }
}
