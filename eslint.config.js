import { configApp } from '@adonisjs/eslint-config'

export default configApp({
  name: 'Tests look at one thing of an answer',
  files: ['tests/**/*.ts'],
  rules: { '@unicorn/no-await-expression-member': 'off' },
})
