import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Tells the address a request came from; of IPv4 in its own form, empty where the connection is gone. */
export type RemoteAddressOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** An address as it is written anywhere: an IPv4 one in IPv6, in brackets or with a port is itself. Empty for what is none. */
function plain(written: string): string {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(written)?.[1] ?? written.replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
  const address = bare.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return isIP(address) ? address : '';
}

function addRange(list: BlockList, range: string): void {
  const [address = '', bits, ...rest] = range.split('/');
  const family = familyOf(address);
  const most = family === 'ipv6' ? 128 : 32;
  const prefix = bits === undefined ? most : Number(bits);
  // A range of everybody would believe whatever anybody writes.
  if (!isIP(address) || rest.length > 0 || !/^\d+$/.test(bits ?? '1') || prefix < 1 || prefix > most)
    throw new TypeError(`${range} is no range of addresses`);
  list.addSubnet(address, prefix, family);
}

/**
 * Reads a list of proxies, separated by commas: addresses, ranges such as `10.0.0.0/8`, and `loopback`. Throws a TypeError that
 * names what is none.
 */
export function proxiesOf(list: string): BlockList {
  const proxies = new BlockList();
  for (const one of list.split(',').map((part) => part.trim())) {
    if (one === '') continue;
    for (const range of one === 'loopback' ? ['127.0.0.0/8', '::1'] : [one]) addRange(proxies, range);
  }
  return proxies;
}

/**
 * Tells addresses behind these proxies: X-Forwarded-For is read from its right end, one step for each proxy that is trusted, so
 * that what a caller wrote into it themselves is never reached. Without proxies the header is not read at all.
 */
export const addressesBehind =
  (proxies: BlockList): RemoteAddressOf =>
  ({ headers, socket }) => {
    if (proxies.rules.length === 0) return plain(socket.remoteAddress ?? '');
    const told = String(headers['x-forwarded-for'] ?? '').split(',');
    let address = plain(socket.remoteAddress ?? '');
    while (address !== '' && proxies.check(address, familyOf(address))) {
      const before = plain(told.pop()?.trim() ?? '');
      if (before === '') break;
      address = before;
    }
    return address;
  };
