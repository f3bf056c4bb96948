"""Serves DokuWiki, as Debian packages it, on a loopback port: serve.py FOLDER.

Unpacks the packages into FOLDER (nothing is installed but PHP itself), makes a wiki with an administrator,
two people and a room for each of them, and writes the address to FOLDER/address.
"""
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

folder = Path(sys.argv[1]).resolve()
PACKAGES = ["dokuwiki", "libphp-simplepie", "php-geshi", "php-phpseclib", "php-random-compat",
            "libjs-jquery", "libjs-jquery-ui", "libjs-jquery-cookie"]
store = Path(os.environ.get("DOKUWIKI_PACKAGES", folder / "packages"))
store.mkdir(parents=True, exist_ok=True)
if not list(store.glob("dokuwiki_*.deb")):
    subprocess.run(["apt-get", "download", "-qq", *PACKAGES], cwd=store, check=True,
                   stderr=subprocess.DEVNULL)
root, libraries = folder / "root", folder / "libraries"
for package in store.glob("*.deb"):
    place = root if package.name.startswith("dokuwiki_") else libraries
    place.mkdir(exist_ok=True)
    subprocess.run(["dpkg", "-x", package, place], check=True)

# Debian spreads the wiki over the system and links it together; here it lies in FOLDER, with its
# configuration and pages beside what is served, as Debian has them.
wiki, conf, data = folder / "wiki", folder / "conf", folder / "data"


def inside(path):
    """Where a link of the packages leads within the unpacked trees."""
    target = os.readlink(path)
    if not target.startswith("/"):
        return path.parent / target
    places = [tree / target.lstrip("/") for tree in (root, libraries)]
    return next((place for place in places if place.exists()), places[0])


def copy(source, target):
    if source.is_symlink():
        source = inside(source)
    if source.is_dir():
        target.mkdir(exist_ok=True)
        for entry in source.iterdir():
            copy(entry, target / entry.name)
    elif source.is_file():
        shutil.copy(source, target)


copy(root / "usr/share/dokuwiki", wiki)
shutil.copytree(root / "var/lib/dokuwiki/data", data)
copy(root / "etc/dokuwiki", conf)
(wiki / "inc/preload.php").write_text(
    f"<?php define('DOKU_CONF', '{conf}/'); define('DOKU_MAIN_CONF', '{conf}/');")
for name in ("geshi", "simplepie", "phpseclib", "random_compat"):
    for source in (libraries / f"usr/share/php/{name}", libraries / f"usr/share/php-{name}"):
        if source.exists():
            shutil.copytree(source, wiki / "php" / name)
for file in [*wiki.glob("inc/*.php"), *wiki.glob("vendor/composer/*.php")]:
    text = file.read_text()
    changed = text.replace("/usr/share/php-geshi/", f"{wiki}/php/geshi/")
    changed = changed.replace("/usr/share/php/", f"{wiki}/php/").replace(f"$vendorDir . '{wiki}", f"'{wiki}")
    if changed != text:
        file.write_text(changed)
(conf / "local.php").write_text(f"""<?php
$conf['title'] = 'House notes';
$conf['savedir'] = '{data}';
$conf['useacl'] = 1;
$conf['superuser'] = '@admin';
$conf['passcrypt'] = 'bcrypt';
$conf['disableactions'] = 'register,resendpwd';
$conf['updatecheck'] = 0;
$conf['userewrite'] = 2;
$conf['useslash'] = 1;
""")


def hashed(password):
    return subprocess.run(["php", "-r", "echo password_hash($argv[1], PASSWORD_BCRYPT);", "--", password],
                          check=True, capture_output=True, text=True).stdout.replace("$2y$", "$2a$")


users = {"root": ("wiki-root-55", "Root", "admin,user"), "mira": ("mira-garden-18", "Mira", "user"),
         "noor": ("noor-kitchen-72", "Noor", "user")}
(conf / "users.auth.php").write_text("# <?php exit()?>\n" + "".join(
    f"{login}:{hashed(password)}:{name}:{login}@example.com:{groups}\n"
    for login, (password, name, groups) in users.items()))
(conf / "acl.auth.php").write_text("""# <?php exit()?>
*	@ALL	0
*	@user	8
mira:*	@user	0
mira:*	mira	16
noor:*	@user	0
noor:*	noor	16
""")
pages = data / "pages"
(pages / "start.txt").write_text("====== House notes ======\n\nWelcome. See [[rules]].\n")
(pages / "rules.txt").write_text(
    "====== Rules ======\n\n  - Close the gate.\n  - Water the plants.\n\n^ Day ^ Who ^\n| Monday | Mira |\n| Friday | Noor |\n")
for login, word in (("mira", "tulip-5KX8QW21MD"), ("noor", "saffron-9TB4ZL07RP")):
    (pages / login).mkdir()
    (pages / login / "diary.txt").write_text(f"====== Diary of {login.title()} ======\n\nPlan {word} for spring.\n")

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
server = subprocess.Popen(
    ["php", "-d", "display_errors=0", "-d", "log_errors=0", "-S", f"127.0.0.1:{port}", "-t", str(wiki)],
    env={**os.environ, "PHP_CLI_SERVER_WORKERS": "4"}, start_new_session=True,
    stdout=subprocess.DEVNULL, stderr=(folder / "php.log").open("w"))
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
try:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/doku.php", timeout=10)
            break
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.1)
    part = folder / "address.part"
    part.write_text(f"http://127.0.0.1:{port}")
    part.rename(folder / "address")
    server.wait()
finally:
    os.killpg(server.pid, 15)
