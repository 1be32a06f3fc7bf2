namespace Tallystick.Http.Idempotency;

/// <summary>Marks an endpoint that does not heed the header Idempotency-Key: its body carries a key, or its answer a secret that must not be stored.</summary>
internal sealed record WithoutIdempotencyKey;
