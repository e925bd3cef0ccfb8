import test from 'ava';
import fc from 'fast-check';
import { SortedIds } from '../../engine/daemon/sorted-ids.js';

test('a prefix finds what a look at every id finds', t => {
  const id = fc.stringMatching(/^[0-3]{1,4}$/);
  fc.assert(
    fc.property(fc.uniqueArray(id), fc.uniqueArray(id), id, (added, removed, prefix) => {
      const ids = new SortedIds();
      for (const one of added) ids.add(one);
      for (const one of removed) ids.remove(one);
      const left = added.filter(one => !removed.includes(one) && one.startsWith(prefix));
      const found = ids.withPrefix(prefix);
      if (left.length !== 1) return found === (left.length === 0 ? undefined : 'ambiguous');
      return typeof found === 'object' && found.id === left[0];
    }),
    { seed: 1 },
  );
  t.pass();
});
