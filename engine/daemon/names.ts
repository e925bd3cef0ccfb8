import type { Random } from '../core/random.js';
import { invalidContainerName } from './errors.js';

const adjectives =
  'admiring adoring affectionate agitated amazing angry awesome beautiful blissful bold boring brave busy charming clever compassionate competent condescending confident cool cranky crazy dazzling determined distracted dreamy eager ecstatic elastic elated elegant eloquent epic exciting fervent festive flamboyant focused friendly frosty funny gallant gifted goofy gracious great happy hardcore heuristic hopeful hungry infallible inspiring intelligent interesting jolly jovial keen kind laughing loving lucid magical modest musing mystifying naughty nervous nice nifty nostalgic objective optimistic peaceful pedantic pensive practical priceless quirky quizzical recursing relaxed reverent romantic sad serene sharp silly sleepy stoic strange stupefied suspicious sweet tender thirsty trusting unruffled upbeat vibrant vigilant vigorous wizardly wonderful xenodochial youthful zealous zen'.split(
    ' ',
  );

/** Scientists and engineers of whom most readers will have heard, and some of whom they should. */
const surnames =
  'agnesi albattani allen almeida archimedes aryabhata babbage banach bardeen bartik bell benz bhabha bhaskara blackburn blackwell bohr booth borg bose brahmagupta brattain brown burnell cannon carson cartwright cerf chandrasekhar chaplygin chatelet chebyshev clarke cohen colden cori cray curie curran darwin davinci dewdney dhawan diffie dijkstra dirac driscoll dubinsky easley edison einstein elbakyan elgamal elion ellis engelbart euclid euler faraday feistel fermat fermi feynman franklin gagarin galileo galois ganguly gates gauss germain goldberg goldstine goldwasser golick goodall gould greider grothendieck haibt hamilton haslett hawking heisenberg hellman hermann herschel hertz heyrovsky hodgkin hofstadter hoover hopper hugle hypatia ishizaka jackson jang jemison jennings jepsen johnson joliot jones kalam kapitsa kare keldysh keller kepler khayyam khorana kilby kirch knuth kowalevski lalande lamarr lamport leakey leavitt lederberg lehmann lewin lichterman liskov lovelace lumiere mahavira margulis matsumoto maxwell mayer mccarthy mcclintock mclaren mclean mcnulty meitner mendel mendeleev meninsky merkle mestorf mirzakhani montalcini moore morse moser murdock napier nash neumann newton nightingale nobel noether northcutt noyce panini pare pascal pasteur payne perlman pike poincare poitras proskuriakova ptolemy raman ramanujan rhodes ride ritchie robinson roentgen rosalind rubin saha sammet sanderson satoshi shamir shannon shaw shirley shockley shtern sinoussi snyder solomon spence stonebraker sutherland swanson swartz swirles taussig tesla tharp thompson torvalds tu turing varahamihira vaughan vaughn villani visvesvaraya volhard wescoff wilbur wiles williams williamson wilson wing wozniak wright wu yalow yonath zhukovsky'.split(
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

/** Docker never calls Steve Wozniak boring. */
function pickPair(random: Random): string {
  for (;;) {
    const pair = `${random.pick(adjectives) ?? ''}_${random.pick(surnames) ?? ''}`;
    if (pair !== 'boring_wozniak') return pair;
  }
}

/** The name that a user asked for, without the slash; throws when it has characters that names may not have. */
export function checkName(name: string): string {
  const bare = name.startsWith('/') ? name.slice(1) : name;
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(bare)) throw invalidContainerName(name);
  return bare;
}
