import { configApp } from '@adonisjs/eslint-config'
import { transactions } from './lint/transactions.js'

const tests = {
  name: 'Tests look at one thing of an answer',
  files: ['tests/**/*.ts'],
  rules: { '@unicorn/no-await-expression-member': 'off' },
}

export default configApp(tests, transactions)
