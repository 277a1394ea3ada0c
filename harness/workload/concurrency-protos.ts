/** What is used of etcd's v3lock.proto and v3election.proto, by their public names and field numbers. */
const bytes = (id: number) => ({ type: 'bytes', id });
const int64 = (id: number) => ({ type: 'int64', id });
const message = (type: string, id: number) => ({ type, id });

export const PROTOS = {
  nested: {
    v3lockpb: {
      nested: {
        LockRequest: { fields: { name: bytes(1), lease: int64(2) } },
        LockResponse: { fields: { key: bytes(2) } },
        UnlockRequest: { fields: { key: bytes(1) } },
        UnlockResponse: { fields: {} },
        Lock: {
          methods: {
            Lock: { requestType: 'LockRequest', responseType: 'LockResponse' },
            Unlock: { requestType: 'UnlockRequest', responseType: 'UnlockResponse' },
          },
        },
      },
    },
    v3electionpb: {
      nested: {
        KeyValue: { fields: { key: bytes(1), create_revision: int64(2), value: bytes(5), lease: int64(6) } },
        LeaderKey: { fields: { name: bytes(1), key: bytes(2), rev: int64(3), lease: int64(4) } },
        CampaignRequest: { fields: { name: bytes(1), lease: int64(2), value: bytes(3) } },
        CampaignResponse: { fields: { leader: message('LeaderKey', 2) } },
        LeaderRequest: { fields: { name: bytes(1) } },
        LeaderResponse: { fields: { kv: message('KeyValue', 2) } },
        ResignRequest: { fields: { leader: message('LeaderKey', 1) } },
        ResignResponse: { fields: {} },
        ProclaimRequest: { fields: { leader: message('LeaderKey', 1), value: bytes(2) } },
        ProclaimResponse: { fields: {} },
        Election: {
          methods: {
            Campaign: { requestType: 'CampaignRequest', responseType: 'CampaignResponse' },
            Proclaim: { requestType: 'ProclaimRequest', responseType: 'ProclaimResponse' },
            Leader: { requestType: 'LeaderRequest', responseType: 'LeaderResponse' },
            Observe: { requestType: 'LeaderRequest', responseType: 'LeaderResponse', responseStream: true },
            Resign: { requestType: 'ResignRequest', responseType: 'ResignResponse' },
          },
        },
      },
    },
  },
};
