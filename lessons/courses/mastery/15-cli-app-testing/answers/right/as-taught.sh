# title: each in one command
docker container run --rm ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl && curl --version'
docker container run --rm centos:7 sh -c 'yum update -y curl && curl --version'
answer newer ubuntu
docker container ls -a
