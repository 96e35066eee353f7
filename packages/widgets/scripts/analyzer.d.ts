declare module '@custom-elements-manifest/analyzer/cli.js' {
  /** Runs the analyzer as its command line does; answers the manifest. */
  export function cli<Manifest>(options: { argv: string[]; cwd: string; noWrite: boolean }): Promise<Manifest>;
}
