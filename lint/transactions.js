const DOOR = 'Open transactions with transaction() from #database/transaction'

/** Lucid's own ways to open a transaction, and those of its methods that open one by themselves. */
const OPENING =
  /^(transaction|transactionProvider|beginGlobalTransaction|managedTransaction|lockForUpdate|createMany|fetchOrCreateMany|updateOrCreate|updateOrCreateMany)$/

/** Methods that open one when called on `related('…')`. */
const WRITING_RELATED =
  /^(save|saveMany|create|createMany|firstOrCreate|updateOrCreate|updateOrCreateMany|attach|detach|sync)$/

const RAW = /^(raw|rawQuery|knexRawQuery|query)$/
const STATEMENT =
  /^\s*(begin|start\s+transaction|commit|end|rollback|abort|savepoint|prepare\s+transaction)\b/i

const nameOf = ({ type, name, property, computed }) => {
  if (type === 'Identifier') return name
  if (type !== 'MemberExpression') return undefined
  return computed ? property.value : property.name
}

const textOf = (node) =>
  node?.type === 'TemplateLiteral' ? node.quasis[0].value.raw : String(node?.value ?? '')

function isOfRelation({ object }) {
  return object?.type === 'CallExpression' && nameOf(object.callee) === 'related'
}

/** @type {import('eslint').Rule.RuleModule} */
const oneDoor = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      opening: `${DOOR}: it reports a failed COMMIT. Create or lock single rows inside it, with { client: trx }.`,
      statement: `${DOOR}: a raw BEGIN or COMMIT may run on another connection of the pool.`,
    },
  },
  create: (context) => ({
    CallExpression(node) {
      const name = nameOf(node.callee)
      const isMethod = node.callee.type === 'MemberExpression'
      if (name === 'managedTransaction' || (isMethod && OPENING.test(name)))
        context.report({ node, messageId: 'opening' })
      else if (isMethod && WRITING_RELATED.test(name) && isOfRelation(node.callee))
        context.report({ node, messageId: 'opening' })
      else if (isMethod && RAW.test(name) && STATEMENT.test(textOf(node.arguments[0])))
        context.report({ node, messageId: 'statement' })
    },
  }),
}

/** Requests, commands and jobs open transactions only with transaction(). */
export const transactions = {
  name: 'Transactions are opened through one door',
  files: ['{app,commands,config,providers,start}/**/*.ts', 'database/seeders/**/*.ts'],
  plugins: { transactions: { rules: { 'one-door': oneDoor } } },
  rules: { 'transactions/one-door': 'error' },
}
