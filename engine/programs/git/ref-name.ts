/** Whether a branch or tag may be called so. */
export function isGoodName(name: string): boolean {
  return /^(?![-/.])(?!.*(?:\.\.|\/\/|@\{|\.lock$|[/.]$))[^\s~^:?*[\\]+$/.test(name);
}
