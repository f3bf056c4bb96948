"""What the scripts that read pages in Chromium share: the browser, axe, and what they listen to."""
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".build-bench/venv-pages"
PACKAGES = ["playwright>=1.50,<2", "axe-playwright-python>=0.1.7,<0.2"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(
  {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"""
WIDTH = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
LISTEN = """() => {
  window.refusedByPolicy = [];
  document.addEventListener('securitypolicyviolation',
    e => window.refusedByPolicy.push(e.violatedDirective + ' ' + e.blockedURI));
}"""


def use_environment(script):
    """Goes on inside the virtual environment, which is made if there is none."""
    python = VENV / "bin/python"
    if not has_packages(python):
        print(f"{Path(script).name}: installing playwright and axe", flush=True)
        if not python.exists():
            venv.create(VENV, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PACKAGES], check=True)
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(str(python), [str(python), script, *sys.argv[1:]])


def has_packages(python):
    """Whether the environment is there and complete; a benchmark may have made it with less."""
    imports = "import playwright, axe_playwright_python"
    return python.exists() and subprocess.run(
        [str(python), "-c", imports], stderr=subprocess.DEVNULL).returncode == 0


def axe_source():
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


def launch(playwright):
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("no Chromium; `scripts/setup chromium` installs it")
    return playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])


def run_axe(page, axe):
    """What axe finds on a page, as `impact rule: element`."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe)
    return [
        f"{finding['impact']} {finding['id']}: {' '.join(map(str, node['target']))}"
        for finding in page.evaluate(RUN, TAGS)["violations"] for node in finding["nodes"]]


def prove_axe(browser, axe):
    """A judge that finds nothing anywhere would be silent on a bad page too."""
    page = browser.new_page()
    page.set_content("<title>x</title><main><h1>x</h1><img src='data:,'></main>")
    found = " ".join(run_axe(page, axe))
    if "image-alt" not in found or "html-has-lang" not in found:
        sys.exit("axe does not see what is wrong with a bad page")
    page.close()
