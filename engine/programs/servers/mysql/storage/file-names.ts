/** Characters that are not plain in file names are written as `@002f`, as the server does it. */
export function fileOfName(name: string): string {
  return name.replace(/[^\w$\u0080-\uffff-]/g, char => `@${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The name that such a file was called after. */
export function nameOfFile(file: string): string {
  return file.replace(/@([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
