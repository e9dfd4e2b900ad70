/** What of an expression a client has sent, for rules that look at where it goes. */

const READS =
  /^(all|body|only|except|input|qs|original|params|param|raw|header|headers|cookie|cookiesList|completeUrl|host|hostname)$/

/** What comes out of these is known to be of a form; of safePath(), to lead to a page of ours. */
const VALIDATES = /^(validate|validateUsing|tryValidate|safePath)$/

export const nameOf = (node) =>
  node?.type === 'MemberExpression' ? node.property.name : node?.name

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
export function isUnvalidated(node, scope) {
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
