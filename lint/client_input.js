/** Which parts of an expression come from the client, for rules that check where they go. */

const READS =
  /^(all|body|only|except|input|qs|original|params|param|raw|header|headers|cookie|cookiesList|completeUrl|host|hostname)$/

/** The results of these have a known format; those of safePath() and pathForSignedIn() lead to one of our pages. */
const VALIDATES = /^(validate|validateUsing|tryValidate|safePath|pathForSignedIn)$/

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

/** Whether it contains something exactly as the client sent it. */
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
