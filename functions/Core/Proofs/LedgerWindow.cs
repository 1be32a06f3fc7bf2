using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>A window as the ledger has it.</summary>
/// <param name="Body">The document's bytes.</param>
/// <param name="Window">What they say; null where they cannot be read.</param>
internal sealed record LedgerWindow(ReadOnlyMemory<byte> Body, UsageWindow? Window);
