package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/url"
	"strings"
	"time"
)

const patience = 5 * time.Second

// session is one connection that speaks as much of PostgreSQL's protocol as a SELECT needs.
type session struct {
	socket net.Conn
	in     *bufio.Reader
}

// connect logs in with a password in clear text; the error is a SQLSTATE where the server sent one.
func connect(target *url.URL) (*session, error) {
	socket, err := net.DialTimeout("tcp", target.Host, patience)
	if err != nil {
		return nil, errors.New("connect")
	}
	s := &session{socket, bufio.NewReader(socket)}
	if err := s.login(target); err != nil {
		_ = socket.Close()
		return nil, err
	}
	return s, nil
}

func (s *session) login(target *url.URL) error {
	user := target.User.Username()
	startup := binary.BigEndian.AppendUint32(nil, 3<<16)
	for _, word := range []string{"user", user, "database", strings.TrimPrefix(target.Path, "/"), "application_name", "pooled", ""} {
		startup = append(append(startup, word...), 0)
	}
	if err := s.send(0, startup); err != nil {
		return err
	}
	return s.until('Z', func(kind byte, body []byte) error {
		if kind == 'R' && binary.BigEndian.Uint32(body) == 3 {
			password, _ := target.User.Password()
			return s.send('p', append([]byte(password), 0))
		}
		return nil
	})
}

func (s *session) query(sql string) error {
	if err := s.send('Q', append([]byte(sql), 0)); err != nil {
		return err
	}
	return s.until('Z', func(byte, []byte) error { return nil })
}

func (s *session) close() {
	_ = s.send('X', nil)
	_ = s.socket.Close()
}

func (s *session) send(kind byte, body []byte) error {
	var message []byte
	if kind != 0 {
		message = append(message, kind)
	}
	message = binary.BigEndian.AppendUint32(message, uint32(len(body)+4))
	_ = s.socket.SetDeadline(time.Now().Add(patience))
	_, err := s.socket.Write(append(message, body...))
	return err
}

// until reads messages up to one of this kind.
func (s *session) until(last byte, each func(byte, []byte) error) error {
	for {
		var head [5]byte
		if _, err := io.ReadFull(s.in, head[:]); err != nil {
			return errors.New("lost")
		}
		body := make([]byte, binary.BigEndian.Uint32(head[1:])-4)
		if _, err := io.ReadFull(s.in, body); err != nil {
			return errors.New("lost")
		}
		if head[0] == 'E' {
			return errors.New(sqlState(body))
		}
		if err := each(head[0], body); err != nil {
			return err
		}
		if head[0] == last {
			return nil
		}
	}
}

func sqlState(body []byte) string {
	for _, field := range bytes.Split(body, []byte{0}) {
		if len(field) > 0 && field[0] == 'C' {
			return string(field[1:])
		}
	}
	return ""
}
