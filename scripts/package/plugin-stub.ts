/** Where the one section of the file is, in the file and in memory, and how things in it are rounded up. */
const FILE_ALIGNMENT = 0x200
const SECTION_ADDRESS = 0x1000

/**
 * A library for 32-bit Windows with a table of exports and nothing behind it. makensis reads the table to learn what a plugin can
 * do; with such files in place of the plugins, which have to be downloaded, it compiles a script that cannot run.
 * (Microsoft: PE Format.)
 */
export function pluginStub(name: string, functions: readonly string[]): Buffer {
  const exports = exportTable(`${name}.dll`, [...functions].sort())
  const size = Math.ceil(exports.length / FILE_ALIGNMENT) * FILE_ALIGNMENT
  const head = Buffer.alloc(FILE_ALIGNMENT)
  head.write('MZ', 0, 'latin1')
  head.writeUInt32LE(0x40, 0x3c)
  head.write('PE\0\0', 0x40, 'latin1')
  const coff = 0x44
  head.writeUInt16LE(0x14c, coff)
  head.writeUInt16LE(1, coff + 2)
  head.writeUInt16LE(0xe0, coff + 16)
  // Executable, 32-bit, a library.
  head.writeUInt16LE(0x2102, coff + 18)
  const optional = coff + 20
  head.writeUInt16LE(0x10b, optional)
  head.writeUInt32LE(size, optional + 8)
  head.writeUInt32LE(0x10000000, optional + 28)
  head.writeUInt32LE(SECTION_ADDRESS, optional + 32)
  head.writeUInt32LE(FILE_ALIGNMENT, optional + 36)
  head.writeUInt16LE(4, optional + 40)
  head.writeUInt16LE(4, optional + 48)
  head.writeUInt32LE(SECTION_ADDRESS + Math.ceil(size / 0x1000) * 0x1000, optional + 56)
  head.writeUInt32LE(FILE_ALIGNMENT, optional + 60)
  head.writeUInt16LE(2, optional + 68)
  head.writeUInt32LE(16, optional + 92)
  head.writeUInt32LE(SECTION_ADDRESS, optional + 96)
  head.writeUInt32LE(exports.length, optional + 100)
  const section = optional + 0xe0
  head.write('.edata', section, 'latin1')
  head.writeUInt32LE(exports.length, section + 8)
  head.writeUInt32LE(SECTION_ADDRESS, section + 12)
  head.writeUInt32LE(size, section + 16)
  head.writeUInt32LE(FILE_ALIGNMENT, section + 20)
  // Initialised data that can be read.
  head.writeUInt32LE(0x40000040, section + 36)
  return Buffer.concat([head, exports, Buffer.alloc(size - exports.length)])
}

/** The directory, three tables of one entry for each function, and the names that they point to. */
function exportTable(library: string, functions: readonly string[]): Buffer {
  const count = functions.length
  const [addresses, names, ordinals, texts] = [40, 40 + 4 * count, 40 + 8 * count, 40 + 10 * count]
  const table = Buffer.alloc(texts)
  const strings: Buffer[] = []
  let end = texts
  const place = (text: string) => {
    const at = SECTION_ADDRESS + end
    strings.push(Buffer.from(`${text}\0`, 'latin1'))
    end += text.length + 1
    return at
  }
  table.writeUInt32LE(place(library), 12)
  table.writeUInt32LE(1, 16)
  table.writeUInt32LE(count, 20)
  table.writeUInt32LE(count, 24)
  table.writeUInt32LE(SECTION_ADDRESS + addresses, 28)
  table.writeUInt32LE(SECTION_ADDRESS + names, 32)
  table.writeUInt32LE(SECTION_ADDRESS + ordinals, 36)
  for (const [at, name] of functions.entries()) {
    table.writeUInt32LE(SECTION_ADDRESS, addresses + 4 * at)
    table.writeUInt32LE(place(name), names + 4 * at)
    table.writeUInt16LE(at, ordinals + 2 * at)
  }
  return Buffer.concat([table, ...strings])
}
