"""Serves I Hate Money, as it is on PyPI, on a loopback port: serve.py FOLDER.

Makes a fresh SQLite database in FOLDER with two budgets, `harbour-trip` and `attic-flat`, whose members
and bills carry words that nobody guesses, and writes the address to FOLDER/address.
"""
import os
import sys
from pathlib import Path

import waitress

folder = Path(sys.argv[1]).resolve()
settings = folder / "ihatemoney.cfg"
settings.write_text(f"""
SQLALCHEMY_DATABASE_URI = "sqlite:///{folder}/db.sqlite3"
SECRET_KEY = "only-for-this-example-0123456789"
SESSION_COOKIE_SECURE = False  # there is no TLS on the loopback address
SHOW_ADMIN_EMAIL = False
ACTIVATE_DEMO_PROJECT = False
MAIL_SUPPRESS_SEND = True
RATELIMIT_ENABLED = False  # three sign-ins a minute are too few for two drivers at once
""")
os.environ["IHATEMONEY_SETTINGS_FILE_PATH"] = str(settings)

from ihatemoney.run import create_app  # noqa: E402

BUDGETS = {
    "harbour-trip": ("Harbour trip", "harbour-code-41", ["Ana", "Boris"], "ferry-7Q4MX2KD81"),
    "attic-flat": ("Attic flat", "attic-code-93", ["Chen", "Dora"], "rent-3VW9TZ6H05"),
}


def fill(client):
    from base64 import b64encode
    for budget, (name, code, members, marker) in BUDGETS.items():
        made = client.post("/api/projects", data={
            "name": name, "id": budget, "password": code, "contact_email": f"{budget}@example.com",
            "default_currency": "XXX"})
        assert made.status_code == 201, made.data
        credentials = b64encode(f"{budget}:{code}".encode()).decode()
        headers = {"Authorization": f"Basic {credentials}"}
        numbers = []
        for member in members:
            made = client.post(f"/api/projects/{budget}/members", data={"name": member}, headers=headers)
            assert made.status_code == 201, made.data
            numbers.append(made.json)
        for day in range(1, 13):
            made = client.post(f"/api/projects/{budget}/bills", headers=headers, data={
                "date": f"2026-03-{day:02}", "what": f"{marker} day {day}", "payer": numbers[day % 2],
                "payed_for": numbers, "amount": str(10 + day * 3.25), "bill_type": "Expense",
                "original_currency": "XXX"})
            assert made.status_code == 201, made.data


application = create_app()
fill(application.test_client())
server = waitress.create_server(application, host="127.0.0.1", port=0, threads=8)
address = folder / "address.part"
address.write_text(f"http://127.0.0.1:{server.effective_port}")
address.rename(folder / "address")
server.run()
