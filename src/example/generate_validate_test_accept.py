"""Generate, validate, test, accept: code of one model is used only if a second model and the tests accept it.

    QUORATE_POLICY=src/example/policy.yaml ./mvnw quarkus:run      # in one terminal
    python3 src/example/generate_validate_test_accept.py           # in another

Model A writes code. Quorate asks model B and the test command about it, records who said what, and answers ACCEPT,
or REVISE with the objections, which go back to model A. Both models are played here, so that no key is needed; a real
one is another base_url in policy.yaml. The test command shows how anything that can say yes or no becomes an agent.

Needs Python 3.9 and nothing else. Arguments: the sidecar's address, model B's port and the test command's.
"""

import http.server
import json
import subprocess
import sys
import tempfile
import threading
import urllib.request
import uuid

SIDECAR = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8470"
MODEL_B_PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 8481
TESTS_PORT = int(sys.argv[3]) if len(sys.argv) > 3 else 8482
ATTEMPTS = 4

QUESTION = "Write a Python function median(numbers) that returns the median of a non-empty list."
TEST = """
from answer import median
assert median([3, 1, 2]) == 2, "of three numbers"
assert median([4, 1, 3, 2]) == 2.5, "of four numbers"
"""


def model_a(objections):
    """Writes code; what was said against the last attempt tells it what to mend."""
    if not objections:
        return "def median(numbers):\n    return sorted(numbers)[len(numbers) // 2]\n"
    if "eval" not in objections:
        return (
            "def median(numbers):\n"
            "    n, ordered = len(numbers), sorted(numbers)\n"
            "    return eval('(ordered[(n - 1) // 2] + ordered[n // 2]) / 2')\n"
        )
    return (
        "def median(numbers):\n"
        "    n, ordered = len(numbers), sorted(numbers)\n"
        "    return (ordered[(n - 1) // 2] + ordered[n // 2]) / 2\n"
    )


def model_b(code):
    """Reads code and does not run it."""
    if "eval(" in code:
        return "REJECT", "It calls eval, which it should not need."
    return "ACCEPT", "It reads as a median."


def test_command(code):
    """Runs the tests on the code, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("answer.py", code), ("test.py", TEST)):
            with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
                file.write(text)
        run = subprocess.run([sys.executable, "test.py"], cwd=folder, capture_output=True, text=True, timeout=8)
    if run.returncode == 0:
        return "ACCEPT", "All tests pass."
    return "REJECT", "The tests fail: " + run.stderr.strip().splitlines()[-1]


def agent(judge):
    """Serves a judge as an OpenAI-compatible model: the last message holds what is judged, the reply is a vote."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            material = json.loads(request["messages"][-1]["content"])
            vote, reasoning = judge(material["answer"])
            content = {"vote": vote, "confidence": 0.9, "score": 0.9, "reasoning": reasoning, "evidence": []}
            reply = json.dumps({"choices": [{"message": {"role": "assistant", "content": json.dumps(content)}}]})
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply.encode())

        def log_message(self, *_):
            pass

    return Handler


def serve(port, judge):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), agent(judge))
    threading.Thread(target=server.serve_forever, daemon=True).start()


def validate(code):
    body = {
        "request_id": str(uuid.uuid4()),
        "service": "code-generator",
        "path": "COMPLEX",
        "submission": {"question": QUESTION, "answer": code},
    }
    request = urllib.request.Request(
        SIDECAR + "/v1/validations", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=15) as reply:
        return json.load(reply)


def main():
    serve(MODEL_B_PORT, model_b)
    serve(TESTS_PORT, test_command)
    objections = ""
    for attempt in range(1, ATTEMPTS + 1):
        code = model_a(objections)
        reply = validate(code)
        suggestion = reply["suggestion"]
        print(f"attempt {attempt}: {suggestion['action']} (decision {reply['decision']['decision_id']})")
        for objection in suggestion["objections"]:
            print(f"  {objection['pool']}: {objection['reasoning']}")
        if suggestion["action"] == "ACCEPT":
            print(code)
            return 0
        objections += " ".join(objection["reasoning"] for objection in suggestion["objections"])
    print("not accepted")
    return 1


if __name__ == "__main__":
    sys.exit(main())
