"""New steps -> the readers who wait for them, each once; alarms over sources -> the operator."""

from disputes.alerts.sending import AlertSummary, send_alerts
from disputes.alerts.targets import Targets

__all__ = ["AlertSummary", "Targets", "send_alerts"]
