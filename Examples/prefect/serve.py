"""Serves Prefect, as it is on PyPI, on a loopback port: serve.py FOLDER.

Its database is made in FOLDER, its API and pages need `admin` and a password, and it tells nobody about
itself. Writes the address to FOLDER/address.
"""
import os
import socket
import sys
from pathlib import Path

folder = Path(sys.argv[1]).resolve()
os.environ.update({
    "PREFECT_HOME": str(folder),
    "PREFECT_SERVER_API_AUTH_STRING": "admin:prefect-password-77",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(folder / "ui"),
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "DO_NOT_TRACK": "1",
})
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
os.environ["PREFECT_UI_API_URL"] = f"http://127.0.0.1:{port}/api"

import threading  # noqa: E402
import time  # noqa: E402
import urllib.request  # noqa: E402


def tell():
    address = f"http://127.0.0.1:{port}"
    while True:
        try:
            urllib.request.urlopen(f"{address}/api/ready", timeout=5)
            break
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.2)
    part = folder / "address.part"
    part.write_text(address)
    part.rename(folder / "address")


threading.Thread(target=tell, daemon=True).start()

import uvicorn  # noqa: E402
from prefect.server.api.server import create_app  # noqa: E402

uvicorn.run(create_app(), host="127.0.0.1", port=port, log_level="warning")
