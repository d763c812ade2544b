import csv, json
with open('d.json', 'w') as f:
    json.dump({'名': '小明', 'n': [1, 2.5, None, True]}, f, ensure_ascii=False)
print(open('d.json', encoding='utf-8').read(), json.load(open('d.json', encoding='utf-8'))['n'])
with open('t.csv', 'w', newline='') as f:
    csv.writer(f).writerows([['a', 'b,c'], [1, 'x"y']])
print(repr(open('t.csv', newline='').read()), list(csv.reader(open('t.csv', newline=''))))
try:
    json.loads('{"a": 1}tail')
except json.JSONDecodeError as e:
    print(e)
json.loads(b'\xff\xfe\x00'[:1])
