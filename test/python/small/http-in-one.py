import http.client, http.server, threading, urllib.error, urllib.request
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path != '/':
            return self.send_error(404)
        body = 'hello 页'.encode()
        self.send_response(200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        self.send_response(201)
        self.end_headers()
        self.wfile.write(body[::-1])
    def log_message(self, form, *values):
        print('log', form % values)
server = http.server.ThreadingHTTPServer(('127.0.0.1', 9302), Page)
threading.Thread(target=server.serve_forever, daemon=True).start()
with urllib.request.urlopen('http://127.0.0.1:9302/') as r:
    print(r.status, r.read().decode(), r.headers['Content-Length'])
try:
    urllib.request.urlopen('http://127.0.0.1:9302/nothing')
except urllib.error.HTTPError as e:
    print(e)
c = http.client.HTTPConnection('127.0.0.1', 9302)
c.request('POST', '/x', body=b'abc')
r = c.getresponse()
print(r.status, r.reason, r.read())
server.shutdown()
urllib.request.urlopen('http://127.0.0.1:9303/')
