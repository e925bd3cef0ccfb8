import type { Random } from '../core/random.js';
import { invalidContainerName } from './errors.js';

const adjectives =
  'admiring adoring affectionate agitated amazing angry awesome beautiful blissful bold boring brave busy charming clever compassionate competent condescending confident cool cranky crazy dazzling determined distracted dreamy eager ecstatic elastic elated elegant eloquent epic exciting fervent festive flamboyant focused friendly frosty funny gallant gifted goofy gracious great happy hardcore heuristic hopeful hungry infallible inspiring intelligent interesting jolly jovial keen kind laughing loving lucid magical modest musing mystifying naughty nervous nice nifty nostalgic objective optimistic peaceful pedantic pensive practical priceless quirky quizzical recursing relaxed reverent romantic sad serene sharp silly sleepy stoic strange stupefied suspicious sweet tender thirsty trusting unruffled upbeat vibrant vigilant vigorous wizardly wonderful xenodochial youthful zealous zen'.split(
    ' ',
  );

/** People who found things out or built them, from many times and countries. */
const surnames =
  'abel ampere archimedes aristotle avogadro babbage banach bardeen becquerel bell bernoulli bessel bohr boltzmann bose boyle brahe brunel bunsen cantor carnot carson cauchy cavendish cayley celsius chandrasekhar chebyshev conway copernicus coulomb curie dalton darwin davy dedekind descartes diesel dijkstra dirac doppler edison einstein eratosthenes escher euclid euler fahrenheit faraday fermat fermi feynman fibonacci fisher fourier franklin fuller galileo galois gauss germain gibbs goodall goldberg gutenberg haber hamilton harvey hawking heisenberg helmholtz henry herschel hertz hilbert hopper hooke hubble humboldt hutton huxley huygens hypatia jang jenner johnson joule kelvin kepler kirchhoff knuth koch kovalevskaya lagrange lamarr laplace lavoisier leavitt leeuwenhoek leibniz linnaeus lovelace lyell mach maxwell mendel mendeleev meitner mercator mirzakhani montgolfier morse napier nash neumann newcomen newton nobel noether ohm oersted pascal pasteur pauli pauling penrose planck poincare priestley ptolemy pythagoras raman ramanujan rayleigh riemann roentgen rosalind rutherford sagan schrodinger seaborg sejong shannon snell somerville stokes tesla thales torricelli turing venn vinci volta watt weber wegener wiener wright yalow yang young yukawa'.split(
    ' ',
  );

/** How often another random name is tried before the id has to do (moby daemon/names.go). */
const ATTEMPTS = 6;

/** A free `adjective_surname`, with a digit after the first attempt; the short id when all attempts were taken. */
export function randomName(random: Random, isTaken: (name: string) => boolean, id: string): string {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const pair = pickPair(random);
    const name = attempt === 0 ? pair : `${pair}${String(random.below(10))}`;
    if (!isTaken(name)) return name;
  }
  return id.slice(0, 12);
}

function pickPair(random: Random): string {
  return `${random.pick(adjectives) ?? ''}_${random.pick(surnames) ?? ''}`;
}

/** The name that a user asked for, without the slash; throws when it has characters that names may not have. */
export function checkName(name: string): string {
  const bare = name.startsWith('/') ? name.slice(1) : name;
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(bare)) throw invalidContainerName(name);
  return bare;
}
