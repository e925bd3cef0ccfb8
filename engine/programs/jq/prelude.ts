import { parseDefinitions } from './parser.js';
import type { Definition } from './syntax.js';

/** What the manual defines in jq itself. */
const source = String.raw`
def select(f): if f then . else empty end;
def map(f): [.[] | f];
def map_values(f): .[] |= f;
def recurse: recurse(.[]?);
def recurse_down: recurse;
def IN(s): any(s == .; .);
def IN(src; s): any(src == s; .);
def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] |= $row);
def INDEX(f): INDEX(.[]; f);
def date: todate;
def values: select(. != null);
def nulls: select(. == null);
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type | . == "array" or . == "object");
def scalars: select(type | . != "array" and . != "object");
def finites: select(isinfinite or isnan | not);
def normals: select(isnormal);
def with_entries(f): to_entries | map(f) | from_entries;
def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdate: fromdateiso8601;
def dateadd(u; n): . + n;
def any: any(.);
def all: all(.);
def any(f): any(.[]; f);
def all(f): all(.[]; f);
def in(xs): . as $x | xs | has($x);
def inside(xs): . as $x | xs | contains($x);
def paths: path(..) | select(length > 0);
def paths(f): path(.. | select(f)) | select(length > 0);
def leaf_paths: paths(scalars);
def first: .[0];
def last: .[-1];
def nth($n): .[$n];
def nth($n; f): if $n < 0 then error("Out of bounds negative array index") else last(limit($n + 1; f)) end;
def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $w | [$x] + $w end;
def combinations(n): . as $dot | [range(n)] | map($dot) | combinations;
def walk(f): . as $in | if type == "object" then reduce keys_unsorted[] as $key ({}; . + {($key): ($in[$key] | walk(f))}) | f elif type == "array" then map(walk(f)) | f else f end;
def env: $ENV;
def sort_by(f): [.[] | {k: [f], v: .}] | __sorted | map(.v);
def group_by(f): [.[] | {k: [f], v: .}] | __sorted | __grouped;
def unique_by(f): group_by(f) | map(.[0]);
def min_by(f): [.[] | {k: [f], v: .}] | __least;
def max_by(f): [.[] | {k: [f], v: .}] | __greatest;
def unique: group_by(.) | map(.[0]);
def match(re): match(re; null);
def match($re; $flags): __matches($re; $flags)[];
def test(re): test(re; null);
def capture(re): capture(re; null);
def capture(re; flags): match(re; flags) | [.captures[] | select(.name != null) | {key: .name, value: .string}] | from_entries;
def scan(re): match(re; "g") | if (.captures | length) > 0 then [.captures[].string] else .string end;
def splits(re): splits(re; null);
def splits(re; flags): split(re; flags) | .[];
def sub(re; str): sub(re; str; "");
def gsub(re; str): sub(re; str; "g");
def gsub(re; str; flags): sub(re; str; flags + "g");
def sub($re; str; $flags): . as $in | reduce (__matches($re; $flags)[] | . as $edit | ($edit.captures | map(select(.name != null) | {key: .name, value: .string}) | from_entries | str) as $new | {edit: $edit, new: $new}) as $step ({at: 0, text: ""}; .text += $in[.at:$step.edit.offset] + $step.new | .at = $step.edit.offset + $step.edit.length) | .text + $in[.at:];
def tostream: path(def r: (.[]?|r), .; r) as $p | getpath($p) | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
def halt_error: halt_error(5);
def isvalid(f): try (f | true) catch false;
`;

let known: ReadonlyMap<string, Definition> | undefined;

/** Definitions by name and number of parameters. */
export function prelude(): ReadonlyMap<string, Definition> {
  known ??= new Map(parseDefinitions(source).map(definition => [`${definition.name}/${String(definition.parameters.length)}`, definition]));
  return known;
}
