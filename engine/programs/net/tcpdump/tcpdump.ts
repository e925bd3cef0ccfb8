import { noEffect, refused } from '../../options.js';
import { tcpdumpOrigin } from '../../origins.js';
import { define } from '../../tool.js';
import { runTcpdump } from './run-tcpdump.js';
import type { TcpdumpKey } from './tcpdump-tool.js';

/** tcpdump 4.99: frames that pass an interface, or that stand in a file. */
export const tcpdump = define<TcpdumpKey>({
  name: 'tcpdump',
  options: {
    ascii: ['-A', 'Print each packet (minus its link level header) in ASCII'],
    count: ['-c COUNT', 'Exit after receiving COUNT packets'],
    total: ['--count', 'Print only on stderr the packet count'],
    devices: ['-D, --list-interfaces', 'Print the list of the network interfaces'],
    link: ['-e', 'Print the link-level header on each line'],
    device: ['-i INTERFACE, --interface=INTERFACE', 'Listen on INTERFACE'],
    lines: ['-l', 'Make stdout line buffered'],
    numeric: ['-n', "Don't convert addresses to names"],
    number: ['-#, --number', 'Print an optional packet number'],
    still: ['-p, --no-promiscuous-mode', "Don't put the interface into promiscuous mode"],
    print: ['--print', 'Print parsed packet output, even if it is being saved'],
    way: ['-Q DIRECTION, --direction=DIRECTION', 'Choose in, out or inout packets'],
    quiet: ['-q', 'Print less protocol information'],
    read: ['-r FILE', 'Read packets from FILE'],
    absolute: ['-S, --absolute-tcp-sequence-numbers', 'Print absolute TCP sequence numbers'],
    snapshot: ['-s LENGTH, --snapshot-length=LENGTH', 'Snarf LENGTH bytes of each packet'],
    time: ['-t', "Don't print a timestamp; -tt, -ttt … print others"],
    verbose: ['-v', 'Print more; -vv even more'],
    write: ['-w FILE', 'Write the packets to FILE'],
    hex: ['-x', 'Print the bytes of each packet in hex'],
    hexText: ['-X', 'Print the bytes of each packet in hex and ASCII'],
    packets: noEffect('-U, --packet-buffered', 'packets are written at once', undefined, 'Make output packet-buffered'),
    checks: noEffect('-K, --dont-verify-checksums', 'checksums are right', undefined, "Don't attempt to verify checksums"),
    plain: noEffect('-O, --no-optimize', 'filters are not compiled', undefined, "Don't optimize the filter"),
    immediate: noEffect('--immediate-mode', 'packets are shown at once', undefined, 'Capture in immediate mode'),
    domain: noEffect('-N', 'names are whole', undefined, "Don't print domain name qualification"),
    buffer: noEffect('-B SIZE, --buffer-size=SIZE', 'the buffer is large enough', undefined, 'Set the buffer size'),
    user: noEffect('-Z USER, --relinquish-privileges=USER', 'nothing else is done as root', undefined, 'Drop privileges'),
    micro: noEffect('--micro', 'times are shown so', undefined, 'Time stamps in microseconds'),
    more: refused('-b, -d, -f, -H, -I, -J, -L, -u, -h, --nano, --lengths, --monitor-mode, --list-data-link-types, --list-time-stamp-types'),
    others: refused(
      '-C SIZE, -E SECRET, -F FILE, -G SECONDS, -j TYPE, -M SECRET, -m MODULE, -T TYPE, -V FILE, -W COUNT, -y TYPE, -z COMMAND, --time-stamp-precision=PRECISION, --time-stamp-type=TYPE, --linktype=TYPE',
    ),
  },
  gnu: { usage: ['[OPTION]... [ expression ]'], about: 'Prints what passes a network interface.' },
  origin: tcpdumpOrigin,
  usageHint: () => '',
  usageStatus: 1,
  run: runTcpdump,
});
