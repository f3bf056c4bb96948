"""The check for Locust: one GET, three expectations, as fast as its users can."""
from locust import FastHttpUser, task


class Checker(FastHttpUser):
    @task
    def check(self):
        with self.client.get("/data.json", catch_response=True) as response:
            if response.status_code != 200:
                response.failure("status")
            elif response.headers.get("Content-Type") != "application/json":
                response.failure("header")
            elif response.json()["service"] != "bench":
                response.failure("value")
