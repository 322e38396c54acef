/** A `declare` block of SoftEther's configuration. Names of values and blocks have no case here. */
export interface SoftEtherBlock {
  line: number
  values: Map<string, string>
  blocks: Map<string, SoftEtherBlock>
}

/** Real files have four levels; more are an attack on whoever walks through them. */
const MAX_DEPTH = 16
const MAX_BLOCKS = 5000

/** Reads the text form of SoftEther's configuration: `declare name`, braces, and `type name value` lines. */
export function softEtherConfig(text: string): SoftEtherBlock {
  const root = emptyBlock(1)
  const stack = [root]
  let count = 0
  let skipped = 0
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#') || line === '{') continue
    const inner = stack[stack.length - 1]
    if (line === '}') {
      if (skipped > 0) skipped--
      else if (stack.length > 1) stack.pop()
      continue
    }
    const [type = '', name = '', ...value] = line.split(/[ \t]+/, 64)
    if (type === 'declare') {
      if (stack.length > MAX_DEPTH || ++count > MAX_BLOCKS) skipped++
      else stack.push(addBlock(inner, name.toLowerCase(), index + 1))
    } else if (skipped === 0) inner.values.set(name.toLowerCase(), unescaped(value.join(' ')))
  }
  return root
}

function addBlock(parent: SoftEtherBlock, name: string, line: number): SoftEtherBlock {
  const block = emptyBlock(line)
  parent.blocks.set(name, block)
  return block
}

function emptyBlock(line: number): SoftEtherBlock {
  return { line, values: new Map(), blocks: new Map() }
}

/** `$20` stands for a byte of UTF-8; a lone `$` is how an empty value is written. */
function unescaped(value: string): string {
  if (value === '$') return ''
  return value.replace(/(?:\$[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('$', ''), 'hex').toString('utf8'),
  )
}
