# title: CentOS first, with names
docker run --rm --name seven centos:7 sh -c 'yum install -y curl; curl --version'
docker run --rm --name trusty docker.io/library/ubuntu:14.04 sh -c 'apt-get update; apt-get -y install curl; curl --version'
answer newer ubuntu
