import sys
import urllib.error
import urllib.request

for path in ('page.html', 'nothing.html'):
    try:
        with urllib.request.urlopen(f'http://192.168.12.1:8000/{path}', timeout=5) as answer:
            print(answer.status, answer.headers['Content-type'], answer.read().decode(), end='')
    except urllib.error.HTTPError as error:
        print(error.code, error.reason)
