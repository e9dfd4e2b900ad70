import type { SchemaRules } from '@adonisjs/lucid/types/schema_generator'

/** The database fills it in: see database/adapter.ts. */
const rowTime = {
  tsType: 'DateTime',
  imports: [{ source: 'luxon', namedImports: ['DateTime'] }],
  decorators: [{ name: '@column.dateTime' }],
}

/** What the generator of database/schema.ts cannot read from the database, such as the words a column may hold. */
export default {
  columns: { created_at: rowTime, updated_at: rowTime },
  tables: {
    users: {
      columns: {
        status: {
          tsType: `'active' | 'suspended' | 'deleted'`,
          imports: [],
          decorators: [{ name: '@column' }],
        },
        quota_bytes: {
          tsType: 'number',
          imports: [],
          decorators: [{ name: '@column' }],
        },
        password_hash: {
          tsType: 'string',
          imports: [],
          decorators: [{ name: '@column', args: { serializeAs: null } }],
        },
      },
    },
    files: {
      skipColumns: ['folded_name', 'sorted_name'],
      columns: {
        size: {
          tsType: 'number',
          imports: [],
          decorators: [{ name: '@column' }],
        },
        sha256: {
          tsType: 'Buffer',
          imports: [],
          decorators: [{ name: '@column', args: { columnName: 'sha256' } }],
        },
        state: { tsType: `'incoming' | 'stored'`, imports: [], decorators: [{ name: '@column' }] },
      },
    },
    file_shares: {
      skipColumns: [
        'file_owner_id',
        'file_is_there',
        'file_folded_name',
        'file_sorted_name',
        'file_size',
        'file_created_at',
        'is_repeated',
      ],
      columns: {
        role: { tsType: `'viewer' | 'editor'`, imports: [], decorators: [{ name: '@column' }] },
      },
    },
    file_links: {
      columns: {
        password_hash: {
          tsType: 'string | null',
          imports: [],
          decorators: [{ name: '@column', args: { serializeAs: null } }],
        },
      },
    },
    events: {
      columns: {
        id: {
          tsType: 'string',
          imports: [],
          decorators: [{ name: '@column', args: { isPrimary: true } }],
        },
        kind: {
          tsType: 'EventKind',
          imports: [{ source: '#activity/kinds', typeImports: ['EventKind'] }],
          decorators: [{ name: '@column' }],
        },
        details: {
          tsType: 'Record<string, unknown>',
          imports: [],
          decorators: [{ name: '@column' }],
        },
        outcome: { tsType: `'done' | 'refused'`, imports: [], decorators: [{ name: '@column' }] },
      },
    },
    event_seals: {
      columns: {
        event_ids: { tsType: 'string[]', imports: [], decorators: [{ name: '@column' }] },
      },
    },
    bulk_actions: {
      columns: {
        kind: {
          tsType: `'suspend' | 'activate' | 'sign_out' | 'export'`,
          imports: [],
          decorators: [{ name: '@column' }],
        },
        filter: {
          tsType: 'Record<string, string | boolean>',
          imports: [],
          decorators: [{ name: '@column' }],
        },
        format: { tsType: `'csv' | 'jsonl'`, imports: [], decorators: [{ name: '@column' }] },
        state: {
          tsType: `'waiting' | 'running' | 'done' | 'stopped'`,
          imports: [],
          decorators: [{ name: '@column' }],
        },
        credential: {
          tsType: `Asker['credential']`,
          imports: [{ source: '#activity/asker', typeImports: ['Asker'] }],
          decorators: [{ name: '@column' }],
        },
      },
    },
    outgoing_mails: {
      columns: {
        state: {
          tsType: `'waiting' | 'sent' | 'given_up'`,
          imports: [],
          decorators: [{ name: '@column' }],
        },
      },
    },
    personal_tokens: {
      columns: {
        scopes: {
          tsType: 'Scope[]',
          imports: [{ source: '#access/scopes', typeImports: ['Scope'] }],
          decorators: [{ name: '@column' }],
        },
        hash: {
          tsType: 'Buffer',
          imports: [],
          decorators: [{ name: '@column', args: { serializeAs: null } }],
        },
      },
    },
    data_exports: {
      columns: {
        state: {
          tsType: `'waiting' | 'ready' | 'failed'`,
          imports: [],
          decorators: [{ name: '@column' }],
        },
        size: {
          tsType: 'number',
          imports: [],
          decorators: [{ name: '@column' }],
        },
        sha256: {
          tsType: 'Buffer',
          imports: [],
          decorators: [{ name: '@column', args: { columnName: 'sha256' } }],
        },
      },
    },
    pictures: {
      columns: {
        sha256: {
          tsType: 'Buffer',
          imports: [],
          decorators: [{ name: '@column', args: { columnName: 'sha256' } }],
        },
      },
    },
    webhooks: {
      columns: {
        kinds: {
          tsType: 'EventKind[]',
          imports: [{ source: '#activity/kinds', typeImports: ['EventKind'] }],
          decorators: [{ name: '@column' }],
        },
        state: { tsType: `'active' | 'disabled'`, imports: [], decorators: [{ name: '@column' }] },
        disabled_because: {
          tsType: `'failing' | 'gone' | 'by_hand'`,
          imports: [],
          decorators: [{ name: '@column' }],
        },
        secret: {
          tsType: 'string',
          imports: [],
          decorators: [{ name: '@column', args: { serializeAs: null } }],
        },
        previous_secret: {
          tsType: 'string',
          imports: [],
          decorators: [{ name: '@column', args: { serializeAs: null } }],
        },
      },
    },
    webhook_deliveries: {
      columns: {
        event_id: { tsType: 'string', imports: [], decorators: [{ name: '@column' }] },
        state: {
          tsType: `'waiting' | 'delivered' | 'given_up'`,
          imports: [],
          decorators: [{ name: '@column' }],
        },
      },
    },
    device_authorizations: {
      columns: {
        state: {
          tsType: `'waiting' | 'approved' | 'refused'`,
          imports: [],
          decorators: [{ name: '@column' }],
        },
      },
    },
    sign_ins: {
      columns: {
        kind: { tsType: `'browser' | 'app'`, imports: [], decorators: [{ name: '@column' }] },
      },
    },
  },
} satisfies SchemaRules
