import { encodeUtf8 } from '../../../core/utf8.js';
import type { Main } from '../../../process/sys.js';
import { exists } from '../../files/presence.js';

/** apt-key: what it says without gnupg; with it, that keys are not simulated, for nothing here is signed. */
export const aptKey: Main = function* (sys, argv) {
  const hasGnupg = ['gpg', 'gpg2', 'gpg1'].some(name => exists(sys, `/usr/bin/${name}`));
  if (!hasGnupg) {
    yield* sys.write(
      2,
      encodeUtf8('E: gnupg, gnupg2 and gnupg1 do not seem to be installed, but one of them is required for this operation\n'),
    );
    return 255;
  }
  yield* sys.write(2, encodeUtf8('Warning: apt-key is deprecated. Manage keyring files in trusted.gpg.d instead (see apt-key(8)).\n'));
  yield* sys.write(2, encodeUtf8(`drydock: apt-key ${argv[1] ?? ''} is not simulated\n`));
  return 1;
};
