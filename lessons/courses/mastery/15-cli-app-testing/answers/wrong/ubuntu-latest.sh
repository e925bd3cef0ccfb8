# title: another Ubuntu than the one asked for
# fails: ubuntu-version ubuntu-rm both-tried
# says: There was never a container with image ‘ubuntu:14.04’
docker container run --rm ubuntu sh -c 'apt-get update && apt-get install -y curl && curl --version'
docker container run --rm centos:7 sh -c 'yum update -y curl && curl --version'
answer newer ubuntu
docker container ls -a
