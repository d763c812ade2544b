// The word that was meant: near ones are found, far ones are not guessed.
import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/base/spelling.ts';

const known = ['gateway', 'routes', 'ip', 'mac', 'interfaces', 'arp-timeout'];

describe('nearest', () => {
  test.each([
    ['gatway', 'gateway'],
    ['gatewya', 'gateway'],
    ['Gateway', 'gateway'],
    ['route', 'routes'],
    ['ipp', 'ip'],
    ['arp_timeout', 'arp-timeout'],
    ['banana', undefined],
    ['', undefined],
    ['x'.repeat(5000), undefined],
  ])('%s → %s', (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });
  test('of two that are as near, the first', () => expect(nearest('cat', ['bat', 'hat'])).toBe('bat'));
});
