/** Words that a request or an answer begins with. */
const starts =
  /^(?:GET|PUT|COPY|HEAD|LOCK|MOVE|POLL|POST|BCOPY|BMOVE|MKCOL|TRACE|LABEL|MERGE|DELETE|SEARCH|UNLOCK|REPORT|UPDATE|NOTIFY|BDELETE|CONNECT|OPTIONS|CHECKIN|PROPFIND|CHECKOUT|CCM_POST|SUBSCRIBE|PROPPATCH|BPROPFIND|BPROPPATCH|UNCHECKOUT|MKACTIVITY|MKWORKSPACE|UNSUBSCRIBE|RPC_CONNECT|VERSION-CONTROL|BASELINE-CONTROL|HTTP\/\d\.\d)[ \t]/;

/** What is printed of a segment on a port of HTTP: its first line, or with `-v` all of them as long as they are text. */
export function httpText(data: Uint8Array, isVerbose: boolean): string {
  const beginning = String.fromCharCode(...data.subarray(0, 40));
  if (!starts.test(beginning)) return ': HTTP';
  if (!isVerbose) {
    const line = lineAt(data, 0);
    return `: HTTP: ${line.text}${line.isCut ? ' [|http]' : ''}`;
  }
  let text = `: HTTP, length: ${String(data.length)}`;
  for (let at = 0; at < data.length; ) {
    const line = lineAt(data, at);
    if (line.isText) text += `\n\t${line.text}`;
    if (line.isCut) return `${text}${line.isText ? ' [|http]' : ''}`;
    at = line.end;
  }
  return text;
}

interface Line {
  readonly text: string;
  readonly end: number;
  /** It does not end with the end of a line. */
  readonly isCut: boolean;
  readonly isText: boolean;
}

function lineAt(data: Uint8Array, start: number): Line {
  let text = '';
  for (let at = start; at < data.length; at++) {
    const byte = data[at] ?? 0;
    if (byte === 10) return { text, end: at + 1, isCut: false, isText: true };
    if (byte === 13) {
      if (data[at + 1] === 10) return { text, end: at + 2, isCut: false, isText: true };
      return { text: '', end: data.length, isCut: true, isText: false };
    }
    if (byte !== 9 && (byte < 32 || byte > 126)) return { text: '', end: data.length, isCut: true, isText: false };
    text += String.fromCharCode(byte);
  }
  return { text, end: data.length, isCut: true, isText: true };
}
