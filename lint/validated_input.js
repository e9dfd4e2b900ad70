/** What a client sends reaches a row only through a validator, which names each field (ASVS 15.3.3). */

const WRITES =
  /^(merge|fill|create|createMany|createQuietly|firstOrCreate|firstOrNew|updateOrCreate|fetchOrCreateMany|update|insert|multiInsert)$/

const READS = /^(all|body|only|except|input|qs|original|params|param|raw)$/

const VALIDATES = /^(validate|validateUsing|tryValidate)$/

const nameOf = (node) => (node?.type === 'MemberExpression' ? node.property.name : node?.name)

/** `request.all()`, also as `ctx.request.all()`. */
const readsRequest = ({ callee }) =>
  callee.type === 'MemberExpression' &&
  nameOf(callee.object) === 'request' &&
  READS.test(callee.property.name)

function definitionOf(identifier, scope) {
  for (let at = scope; at; at = at.upper) {
    const variable = at.set.get(identifier.name)
    if (variable) return variable.defs[0]
  }
  return undefined
}

/** Whether something that a client sent is in it, as it was sent. */
function isUnvalidated(node, scope) {
  const are = (...nodes) => nodes.some((one) => one && isUnvalidated(one, scope))
  switch (node?.type) {
    case 'CallExpression':
      if (VALIDATES.test(nameOf(node.callee) ?? '')) return false
      return readsRequest(node) || are(node.callee, ...node.arguments)
    case 'Identifier': {
      const definition = definitionOf(node, scope)
      return definition?.type === 'Variable' && are(definition.node.init)
    }
    case 'MemberExpression':
      return are(node.object)
    case 'ObjectExpression':
      return are(...node.properties)
    case 'ArrayExpression':
      return are(...node.elements)
    case 'Property':
      return are(node.value)
    case 'SpreadElement':
    case 'AwaitExpression':
    case 'UnaryExpression':
      return are(node.argument)
    case 'LogicalExpression':
    case 'BinaryExpression':
      return are(node.left, node.right)
    case 'ConditionalExpression':
      return are(node.consequent, node.alternate)
    case 'TemplateLiteral':
      return are(...node.expressions)
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'ChainExpression':
      return are(node.expression)
    default:
      return false
  }
}

const isObjectAssign = ({ object, property }) =>
  nameOf(object) === 'Object' && property.name === 'assign'

const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { unvalidated: 'What a client sent goes through a validator before it is written.' },
  },
  create: (context) => ({
    CallExpression(node) {
      const { callee } = node
      if (callee.type !== 'MemberExpression') return
      if (!WRITES.test(callee.property.name) && !isObjectAssign(callee)) return
      const scope = context.sourceCode.getScope(node)
      for (const argument of node.arguments)
        if (isUnvalidated(argument, scope))
          context.report({ node: argument, messageId: 'unvalidated' })
    },
    AssignmentExpression({ left, right }) {
      if (left.type !== 'MemberExpression') return
      if (isUnvalidated(right, context.sourceCode.getScope(right)))
        context.report({ node: right, messageId: 'unvalidated' })
    },
  }),
}

export const validatedInput = {
  name: 'What clients send is validated before it is written',
  files: ['app/**/*.ts'],
  plugins: { input: { rules: { validated: rule } } },
  rules: { 'input/validated': 'error' },
}
