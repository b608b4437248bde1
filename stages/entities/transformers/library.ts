import { TaggerModelError } from './errors.ts';

type Library = typeof import('@huggingface/transformers');

let library: Promise<Library> | undefined;

async function load(): Promise<Library> {
  try {
    const loaded = await import('@huggingface/transformers');
    // Its WebAssembly runtime would be fetched from a network; it lies beside the package. The native one has no such setting.
    const { wasm } = loaded.env.backends.onnx;
    if (wasm) Object.assign(wasm, { wasmPaths: undefined, numThreads: 1 });
    return loaded;
  } catch (error) {
    throw new TaggerModelError(
      `The library @huggingface/transformers cannot be loaded (${(error as Error).message}). Install it: npm install @huggingface/transformers`,
      { cause: error },
    );
  }
}

/**
 * The library, loaded when it is first asked for.
 * @throws TaggerModelError where it is not installed or does not run on this machine.
 */
export function transformersLibrary(): Promise<Library> {
  library ??= load();
  return library;
}
