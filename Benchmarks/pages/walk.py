"""The journey of journey.yaml in Playwright: walk.py BASE PASSWORD CHROMIUM."""
import os
import re
import sys

from playwright.sync_api import expect, sync_playwright

base, password, chromium = sys.argv[1:4]
with sync_playwright() as playwright:
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright.chromium.launch(executable_path=chromium, args=options)
    page = browser.new_page(viewport={"width": 1280, "height": 800})

    def heading(name):
        expect(page.get_by_role("heading", name=name, exact=True, level=1)).to_be_visible()

    def link(name, within=page, exact=False):
        within.get_by_role("link", name=name, exact=exact).click()

    areas = page.get_by_role("navigation", name="Areas")
    page.goto(base + "/sign-in")
    heading("Sign in")
    page.get_by_label("E-mail address").fill("ceo@waymark.example")
    expect(page.get_by_label("E-mail address")).to_have_value("ceo@waymark.example")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    heading("Start")
    link("Open Executive Overview")
    heading("Executive Overview")
    expect(page.get_by_role("region", name="Cost optimization")).to_contain_text("non-authoritative")
    link("Revenue Protection in detail")
    heading("Revenue Protection")
    page.get_by_label("Window", exact=True).select_option("Last 90 days")
    expect(page.get_by_label("Window", exact=True)).to_have_value("90d")
    page.get_by_label("Segment", exact=True).select_option("Enterprise")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("window=90d"))
    expect(page.get_by_role("region", name="Estimated revenue at risk")).to_contain_text(
        "Directional estimate")
    link("Board view")
    heading("Revenue Protection for the board")
    page.go_back()
    heading("Revenue Protection")
    link("Tenants", areas, exact=True)
    heading("Tenants")
    page.get_by_label("Name, ID or reference").fill("ten_001")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("q=ten_001"))
    link("Cost Optimization", areas)
    heading("Cost Optimization")
    expect(page.get_by_role("region", name="Estimated spend")).to_contain_text("not an invoice")
    link("Executive Overview", areas)
    heading("Executive Overview")
    page.reload()
    heading("Executive Overview")
    page.goto(base + "/exec/alerts")
    expect(page.get_by_role("region", name="Alert centre")).to_be_visible()
    page.goto(base + "/exec/cost-optimization/vendors")
    heading("Vendor comparison")
    page.get_by_role("button", name="Sign out").click()
    heading("Sign in")
    browser.close()
