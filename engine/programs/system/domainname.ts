import { isErrno } from '../../core/errno.js';
import { readText } from '../input.js';
import { hostnameOrigin } from '../origins.js';
import { define, Fatal, type Program } from '../tool.js';

/** `domainname` and its kin show the NIS domain, which is what `docker run --domainname` sets. */
function defineDomainname(name: string): Program {
  return define({
    name,
    options: {},
    gnu: { usage: [''], about: 'Show the NIS domain name of this host.' },
    origin: hostnameOrigin,
    *run(tool) {
      if (tool.args.operands.length > 0) throw new Fatal('drydock: setting the domain name is not simulated');
      try {
        const domain = (yield* readText(tool.sys, '/proc/sys/kernel/domainname')).trim();
        if (domain === '(none)' && name !== 'domainname') throw new Fatal('Local domain name not set');
        yield* tool.out.line(domain);
      } catch (error) {
        if (!isErrno(error)) throw error;
        throw new Fatal(error.message);
      }
    },
  });
}

export const domainnames: readonly Program[] = ['domainname', 'nisdomainname', 'ypdomainname'].map(defineDomainname);
