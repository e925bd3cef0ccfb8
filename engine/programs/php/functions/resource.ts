import { PhpClass, PhpObject } from '../runtime/object.js';

/** Resources are objects that programs see as something else. */
const resourceClass = new PhpClass({ name: 'resource', isInternal: true });

export class Resource extends PhpObject {
  readonly kind: string;
  isOpen = true;

  constructor(id: number, kind: string) {
    super(resourceClass, id);
    this.kind = kind;
  }
}
