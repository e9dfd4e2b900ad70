import type { SchemaRules } from '@adonisjs/lucid/types/schema_generator'

/** The database fills it in: see database/adapter.ts. */
const rowTime = {
  tsType: 'DateTime',
  imports: [{ source: 'luxon', namedImports: ['DateTime'] }],
  decorators: [{ name: '@column.dateTime' }],
}

const column = (tsType: string, args?: object) => ({
  tsType,
  imports: [],
  decorators: [{ name: '@column', ...(args && { args }) }],
})

/** A column of an imported type. */
const columnOf = (tsType: string, source: string, imported: string) => ({
  ...column(tsType),
  imports: [{ source, typeImports: [imported] }],
})

/** Never part of an answer. */
const secret = (tsType: string) => column(tsType, { serializeAs: null })

/**
 * What the generator of database/schema.ts cannot read from the database, such as the values that a column may hold.
 */
export default {
  columns: { created_at: rowTime, updated_at: rowTime },
  tables: {
    users: {
      columns: {
        status: column(`'active' | 'suspended' | 'deleted'`),
        quota_bytes: column('number'),
        password_hash: secret('string'),
      },
    },
    files: {
      skipColumns: ['folded_name', 'sorted_name'],
      columns: {
        size: column('number'),
        sha256: column('Buffer', { columnName: 'sha256' }),
        state: column(`'incoming' | 'stored'`),
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
        role: column(`'viewer' | 'editor'`),
      },
    },
    file_links: {
      columns: {
        password_hash: secret('string | null'),
      },
    },
    events: {
      columns: {
        id: column('string', { isPrimary: true }),
        kind: columnOf('EventKind', '#activity/kinds', 'EventKind'),
        details: column('Record<string, unknown>'),
        outcome: column(`'done' | 'refused'`),
      },
    },
    event_seals: {
      columns: {
        event_ids: column('string[]'),
      },
    },
    bulk_actions: {
      columns: {
        kind: column(`'suspend' | 'activate' | 'sign_out' | 'export'`),
        filter: column('Record<string, string | boolean>'),
        format: column(`'csv' | 'jsonl'`),
        state: column(`'waiting' | 'running' | 'done' | 'stopped'`),
        credential: columnOf(`Asker['credential']`, '#activity/asker', 'Asker'),
      },
    },
    outgoing_mails: {
      columns: {
        state: column(`'waiting' | 'sent' | 'given_up'`),
      },
    },
    personal_tokens: {
      columns: {
        scopes: columnOf('Scope[]', '#access/scopes', 'Scope'),
        hash: secret('Buffer'),
      },
    },
    data_exports: {
      columns: {
        state: column(`'waiting' | 'ready' | 'failed'`),
        size: column('number'),
        sha256: column('Buffer', { columnName: 'sha256' }),
      },
    },
    pictures: {
      columns: {
        sha256: column('Buffer', { columnName: 'sha256' }),
      },
    },
    webhooks: {
      columns: {
        kinds: columnOf('EventKind[]', '#activity/kinds', 'EventKind'),
        state: column(`'active' | 'disabled'`),
        disabled_because: column(`'failing' | 'gone' | 'by_hand'`),
        secret: secret('string'),
        previous_secret: secret('string'),
      },
    },
    webhook_deliveries: {
      columns: {
        event_id: column('string'),
        state: column(`'waiting' | 'delivered' | 'given_up'`),
      },
    },
    device_authorizations: {
      columns: {
        state: column(`'waiting' | 'approved' | 'refused'`),
      },
    },
    sessions: {
      columns: {
        data: column('unknown'),
      },
    },
    sign_ins: {
      columns: {
        kind: column(`'browser' | 'app'`),
      },
    },
  },
} satisfies SchemaRules
