using Azure.Messaging.EventHubs;
using Tallystick.Core.Usage;

namespace Tallystick.Triggers.Usage;

/// <summary>The record of the log that an event of a partition is. Whatever the event holds, there is one.</summary>
public delegate LogRecord RecordReader(int partition, EventData data);
