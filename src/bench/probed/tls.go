package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// authority vouches for each of the targets' addresses, so that a prober which verifies has something to verify.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	leaves      sync.Map // address -> *tls.Certificate
}

func newAuthority() *authority {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "bench authority"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(90 * 24 * time.Hour),
		KeyUsage: x509.KeyUsageCertSign, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	must(err)
	certificate, err := x509.ParseCertificate(der)
	must(err)
	return &authority{certificate: certificate, key: key}
}

func (a *authority) write(path string) {
	must(os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.certificate.Raw}), 0o644))
}

func (a *authority) leaf(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	address := hello.Conn.LocalAddr().(*net.TCPAddr).IP
	if known, ok := a.leaves.Load(address.String()); ok {
		return known.(*tls.Certificate), nil
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "bench target"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(90 * 24 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		IPAddresses: []net.IP{address},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, &a.key.PublicKey, a.key)
	if err != nil {
		return nil, err
	}
	made := &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: a.key}
	a.leaves.Store(address.String(), made)
	return made, nil
}

func serveTLS(port int, a *authority, delay time.Duration) {
	config := net.ListenConfig{Control: func(_, _ string, raw syscall.RawConn) error {
		var bound error
		err := raw.Control(func(fd uintptr) { bound = syscall.BindToDevice(int(fd), "lo") })
		if err != nil {
			return err
		}
		return bound
	}}
	listener, err := config.Listen(context.Background(), "tcp4", fmt.Sprintf("0.0.0.0:%d", port))
	must(err)
	secured := &tls.Config{GetCertificate: a.leaf, SessionTicketsDisabled: true}
	for {
		client, err := listener.Accept()
		if err == nil {
			go converse(client, secured, delay)
		}
	}
}

func converse(client net.Conn, secured *tls.Config, delay time.Duration) {
	record(kindTLS, indexOf(client.LocalAddr().(*net.TCPAddr).IP.To4()))
	open[kindTLS].Add(1)
	defer open[kindTLS].Add(-1)
	defer client.Close()
	client.SetDeadline(time.Now().Add(30 * time.Second))
	conn := tls.Server(client, secured)
	if conn.Handshake() != nil {
		return
	}
	request := make([]byte, 2048)
	if n, _ := conn.Read(request); n > 0 {
		time.Sleep(delay)
		conn.Write(closing)
		conn.Close()
	}
}
