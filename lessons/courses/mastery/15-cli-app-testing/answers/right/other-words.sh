# title: apt, everything upgraded, and the short option
answer newer Ubuntu 14.04
docker run --rm ubuntu:14.04 bash -c "apt update -q; apt install -qq -y curl; curl -V | head -1"
docker run --rm centos:7 bash -c "yum -y -q upgrade; curl -V | head -1"
