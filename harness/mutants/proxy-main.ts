import { disguiseNamed } from './catalogue';
import { Proxy } from './proxy';

/** Entry of a lying proxy's own process. Words: mutant (or `none`), seed, where to listen, the member's address. */
const [name = '', seed = '', listen = '', member = ''] = process.argv.slice(2);
const proxy = new Proxy(member, disguiseNamed(name), Number(seed));
void proxy.listen(listen);
