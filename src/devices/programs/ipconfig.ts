// ipconfig: the settings as Windows shows them, for readers who know that one. It changes nothing.

import { atOnce, lines, refusal } from './answer.ts';
import { ipconfigText, row } from './interfaceText.ts';

export const ipconfig = atOnce((host, argv) => {
  const words = argv.slice(1).map((word) => word.toLowerCase());
  const all = words.includes('/all');
  const other = words.find((word) => word !== '/all');
  if (other !== undefined) {
    return refusal(1, `Error: unrecognized or incomplete command line: ${other}\n\nUSAGE:\n    ipconfig [/all]`);
  }
  const text = ['', 'Windows IP Configuration', ''];
  if (all) text.push(row('Host Name', host.name), row('IP Routing Enabled', host.forwarding ? 'Yes' : 'No'), '');
  host.interfaces.forEach((one, index) => {
    if (one.loopback) return;
    const gateway = host.routes.find((route) => route.prefix === 0 && route.interface === index)?.via;
    text.push(...ipconfigText(one, gateway, all));
  });
  return lines(text);
});
