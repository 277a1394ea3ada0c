import { amount } from '../../result/amount';
import { bad, good, listed, warning, type Check } from './check';

/** Whether each object of an API server is one. */
export const kubernetes: Check = {
  id: 'kubernetes',
  title: "Kubernetes' objects decode",
  judge: ({ file: { content } }) => {
    const facts = content?.kubernetes ?? null;
    if (facts === null) {
      return undefined;
    }
    const [first] = facts.broken;
    if (first !== undefined) {
      return bad(
        `${amount(facts.brokenCount, 'object')} cannot be decoded, the first is ${first.key}: ${first.why}`,
        'an API server cannot list what such an object is among; delete it in etcd after the restore',
      );
    }
    const count = Object.values(facts.kinds).reduce((sum, one) => sum + one, 0);
    const says = `${amount(count, 'object')} of ${amount(Object.keys(facts.kinds).length, 'kind')}`;
    if (facts.encrypted > 0) {
      return warning(
        `${says}, and ${facts.encrypted} that an API server encrypted`,
        'keep its EncryptionConfiguration with its keys: without it these are lost',
      );
    }
    if (facts.notDecoded !== null) {
      return warning(`${says}, which were not decoded: ${facts.notDecoded}`, 'install Go, and run it again');
    }
    const { unknown } = facts;
    return unknown.length === 0
      ? good(`${says}, all of them decodable`)
      : warning(
          `${says}; of kinds unknown here: ${listed(unknown)}`,
          'none, if an API server of yours knows them',
        );
  },
};
