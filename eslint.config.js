import { configApp } from '@adonisjs/eslint-config'
import { floors } from './lint/floors.js'
import { logs } from './lint/logs.js'
import { lookups } from './lint/lookups.js'
import { redirects } from './lint/redirects.js'
import { staticSql } from './lint/static_sql.js'
import { transactions } from './lint/transactions.js'
import { validatedInput } from './lint/validated_input.js'

const tests = {
  name: 'Tests look at one thing of an answer',
  files: ['tests/**/*.ts'],
  rules: { '@unicorn/no-await-expression-member': 'off' },
}

export default configApp(
  tests,
  transactions,
  staticSql,
  validatedInput,
  redirects,
  logs,
  lookups,
  ...floors
)
