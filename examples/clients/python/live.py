"""What the Python client gql says to Taiwa, with nothing but Python's own library (3.9 or newer).

    TAIWA_URL=http://localhost:4400 TAIWA_TOKEN=... python3 live.py <sessionId> <how many changes>

Prints one JSON value a line: the names of all people, page by page; the refusal of what one may not do; then the session
as it is, and each change of it. With gql itself the same goes by AIOHTTPTransport and WebsocketsTransport.
"""

import base64, json, os, socket, ssl, struct, sys, urllib.error, urllib.parse, urllib.request

URL = os.environ["TAIWA_URL"] + "/graphql"
TOKEN = os.environ["TAIWA_TOKEN"]


def ask(query, variables=None):
    """POST as gql's HTTP transports do; refusals come with data and errors, whatever the status."""
    body = json.dumps({"query": query, "variables": variables or {}}).encode()
    headers = {"content-type": "application/json", "authorization": f"Bearer {TOKEN}"}
    try:
        with urllib.request.urlopen(urllib.request.Request(URL, body, headers)) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        return json.load(refused)


def people():
    """Every person, twenty a page."""
    query = "query ($after: String) { users(first: 20, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }"
    after = None
    while True:
        users = ask(query, {"after": after})["data"]["users"]
        yield from (node["name"] for node in users["nodes"])
        if not users["pageInfo"]["hasNextPage"]:
            return
        after = users["pageInfo"]["endCursor"]


class Live:
    """graphql-transport-ws over a WebSocket (RFC 6455), as gql's WebsocketsTransport speaks it."""

    def __init__(self):
        url = urllib.parse.urlsplit(URL)
        secure = url.scheme == "https"
        plain = socket.create_connection((url.hostname, url.port or (443 if secure else 80)))
        self.wire = ssl.create_default_context().wrap_socket(plain, server_hostname=url.hostname) if secure else plain
        self.file = self.wire.makefile("rb")
        head = [f"GET {url.path} HTTP/1.1", f"Host: {url.netloc}", "Upgrade: websocket", "Connection: Upgrade"]
        key = base64.b64encode(os.urandom(16)).decode()
        head += [f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: graphql-transport-ws"]
        self.wire.sendall(("\r\n".join(head) + "\r\n\r\n").encode())
        status = self.file.readline().decode()
        if " 101 " not in status:
            raise ConnectionError(status.strip())
        while self.file.readline().strip():
            pass
        self.send({"type": "connection_init", "payload": {"authorization": f"Bearer {TOKEN}"}})
        self.receive("connection_ack")

    def frame(self, opcode, data):
        size = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + struct.pack(">H", len(data))
        mask = os.urandom(4)
        self.wire.sendall(bytes([0x80 | opcode]) + size + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))

    def send(self, message):
        self.frame(1, json.dumps(message).encode())

    def receive(self, wanted):
        while True:
            first, size = self.file.read(2)
            if size > 125:
                (size,) = struct.unpack(">H" if size == 126 else ">Q", self.file.read(2 if size == 126 else 8))
            data = self.file.read(size)
            if first & 15 == 8:
                raise ConnectionError(f"closed: {data[2:].decode()}")
            if first & 15 == 9:
                self.frame(10, data)
            if first & 15 != 1:
                continue
            message = json.loads(data)
            if message["type"] == "ping":
                self.send({"type": "pong"})
            elif message["type"] == wanted:
                return message
            elif message["type"] in ("error", "complete"):
                raise ConnectionError(json.dumps(message))

    def changes(self, query, variables):
        self.send({"id": "1", "type": "subscribe", "payload": {"query": query, "variables": variables}})
        while True:
            yield self.receive("next")["payload"]["data"]


def say(what):
    print(json.dumps(what), flush=True)


session_id, wanted = sys.argv[1], int(sys.argv[2])
say(list(people()))
say(ask('mutation { createApiKey(input: { name: "mine", scopes: ["api"] }) { __typename } }'))
watch = "subscription ($id: ID!) { sessionChanged(sessionId: $id) { preparation { note } } }"
for change, _ in zip(Live().changes(watch, {"id": session_id}), range(wanted)):
    say(change)
